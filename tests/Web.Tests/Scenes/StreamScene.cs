using Consult.Testing.Server;

namespace Consult.Web.Tests.Scenes;

/// <summary>A doctor's livestream, set up over HTTP.</summary>
/// <param name="Practice">Its doctor, Wang, is the host.</param>
/// <param name="Id">The livestream's key.</param>
public sealed record StreamScene(Practice Practice, string Id)
{
    /// <summary>Announces one.</summary>
    public static async Task<StreamScene> AnnounceAsync(Practice practice)
    {
        var stream = new
        {
            doctor = practice.Doctor, title = "流感怎么防", introduction = "秋冬健康", startsAt = TimeProvider.System.GetUtcNow().AddHours(1),
        };
        return new(practice, Practice.Accepted(await practice.Wang.PostAsync("/livestreams", stream)).Id);
    }

    /// <summary>Announces one and begins it.</summary>
    public static async Task<StreamScene> BeginAsync(Practice practice)
    {
        var scene = await AnnounceAsync(practice);
        Practice.Accepted(await practice.Wang.PostAsync($"/livestreams/{scene.Id}/start"));
        return scene;
    }
}
