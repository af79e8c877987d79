using Consult.Client;
using Consult.Tools.Replay;

namespace Consult.Tools.Groups;

/// <summary>The doctor of a group.</summary>
internal sealed class GroupHost(Participant self, string group)
{
    private const int Attempts = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Key of the group.</summary>
    public string Group => group;

    /// <summary>Registers a doctor and opens a group that everybody may join.</summary>
    public static async Task<GroupHost> OpenAsync(
        HttpClient http, int n, string department, Participant staff, ReplayOptions options, CancellationToken cancellationToken)
    {
        var self = new Participant(http, $"{options.Run}-host-{n}", "doctor", options);
        var doctor = await Registration.OfDoctorAsync(self, staff, department, cancellationToken);
        var group = new { doctor, name = $"健康小组{n}", description = "Replayed questions.", mode = "open" };
        return new(self, (await self.DoAsync(HttpMethod.Post, "groups", "open", group, cancellationToken)).Id!);
    }

    /// <summary>Publishes what is held, masked.</summary>
    /// <returns>How many posts were held.</returns>
    public async Task<int> ReleaseAsync(CancellationToken cancellationToken)
    {
        var desk = await self.Http.GetAsync($"groups/{group}/desk", cancellationToken);
        var held = desk.GetProperty("held").EnumerateArray()
            .Select(one => (Membership: one.GetProperty("membership").GetString()!, Post: one.GetProperty("post").GetInt64())).ToList();
        foreach (var (membership, post) in held)
            await self.DoAsync(HttpMethod.Post, $"memberships/{membership}/posts/{post}/release", $"release-{membership}-{post}", null, cancellationToken);
        return held.Count;
    }

    /// <summary>Answers a question, as soon as it stands in the group.</summary>
    /// <returns>False when the answer was refused because it sells something.</returns>
    public async Task<bool> AnswerAsync(string thread, string text, int n, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await self.DoAsync(HttpMethod.Post, $"threads/{thread}/answers", $"answer-{n}", new { text }, cancellationToken);
                return true;
            }
            catch (ConsultException refused) when (refused.Code == "text.commercial")
            {
                return false;
            }
            catch (ConsultException refused) when (refused.Code == "forbidden" && attempt < Attempts)
            {
                // The question is on its way from its author's feed to the thread's.
                await Task.Delay(Pause, self.Options.Time, cancellationToken);
            }
        }
    }
}

/// <summary>A member of a group.</summary>
internal sealed class GroupMember(Participant self, string membership)
{
    /// <summary>The account that acts for the member.</summary>
    public string Account => self.Account;

    /// <summary>Registers a patient, consents to showing masked text, and joins.</summary>
    public static async Task<GroupMember> JoinAsync(
        HttpClient http, string group, string account, string nickname, ReplayOptions options, CancellationToken cancellationToken)
    {
        var self = new Participant(http, account, "patient", options);
        var person = new { name = "林小满", birthDate = "1990-04-01", relation = "self" };
        var patient = (await self.DoAsync(HttpMethod.Post, "patients", "register", person, cancellationToken)).Id!;
        var consent = new { textVersion = "2026-01", channel = "replay" };
        await self.DoAsync(HttpMethod.Put, $"patients/{patient}/consents/publishing", "consent", consent, cancellationToken);
        var joined = await self.DoAsync(HttpMethod.Post, $"groups/{group}/join", "join", new { patient, nickname }, cancellationToken);
        return new(self, joined.Id!);
    }

    /// <summary>Asks.</summary>
    /// <returns>The thread in which the question stands, or will stand.</returns>
    public async Task<string> AskAsync(string text, int n, CancellationToken cancellationToken) =>
        (await self.DoAsync(HttpMethod.Post, $"memberships/{membership}/questions", $"ask-{n}", new { text }, cancellationToken)).Id!;
}
