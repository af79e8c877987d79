using Consult.Testing.Server;

namespace Consult.Web.Tests.Scenes;

/// <summary>A member of a health group.</summary>
/// <param name="Person">The account, which signs in as a patient.</param>
/// <param name="Patient">The patient.</param>
/// <param name="Membership">The membership's key.</param>
public sealed record Member(Person Person, string Patient, string Membership);

/// <summary>A doctor's health group and its members, set up over HTTP.</summary>
public sealed class GroupScene : IDisposable
{
    private readonly string _suffix;
    private readonly List<Person> _people = [];

    private GroupScene(Practice practice, Uri server, string id) =>
        (Practice, Server, Id, _suffix) = (practice, server, id, practice.Wang.Account["a-wang".Length..]);

    /// <summary>The doctor and the operator; Lin of the practice is no member.</summary>
    public Practice Practice { get; }

    /// <summary>Where all this is.</summary>
    public Uri Server { get; }

    /// <summary>The group's key.</summary>
    public string Id { get; }

    /// <summary>Opens a group that anybody may join.</summary>
    public static async Task<GroupScene> OpenAsync(Uri server, Practice practice)
    {
        var group = new { doctor = practice.Doctor, name = "咳嗽之家", description = "慢性咳嗽的日常管理", mode = "open" };
        return new(practice, server, Practice.Accepted(await practice.Wang.PostAsync("/groups", group)).Id);
    }

    /// <summary>A patient who may publish joins under a nickname, and the group knows.</summary>
    public async Task<Member> JoinAsync(string name, string nickname)
    {
        var person = await Person.SignInAsync(Server, $"a-{name}{_suffix}", "patient");
        _people.Add(person);
        var patient = Practice.Accepted(await person.PostAsync("/patients", new { name = "林小满", birthDate = "1990-04-01", relation = "self" })).Id;
        foreach (var purpose in new[] { "healthData", "publishing" })
            Practice.Accepted(await person.PutAsync($"/patients/{patient}/consents/{purpose}", new { textVersion = "2026-01", channel = "web" }));
        var membership = Practice.Accepted(await person.PostAsync($"/groups/{Id}/join", new { patient, nickname })).Id;
        await Until.AcceptedAsync(() => person.GetAsync($"/groups/{Id}/members"));
        return new(person, patient, membership);
    }

    /// <summary>A member asks, and the group shows it.</summary>
    /// <returns>The thread.</returns>
    public async Task<string> AskAsync(Member member, string text)
    {
        var thread = Practice.Accepted(await member.Person.PostAsync($"/memberships/{member.Membership}/questions", new { text })).Id;
        await Until.AcceptedAsync(() => Practice.Wang.GetAsync($"/threads/{thread}"));
        return thread;
    }

    /// <summary>The doctor answers.</summary>
    public async Task AnswerAsync(string thread, string text) =>
        Practice.Accepted(await Practice.Wang.PostAsync($"/threads/{thread}/answers", new { text }));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var person in _people) person.Dispose();
    }
}
