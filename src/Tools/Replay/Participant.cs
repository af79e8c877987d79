using System.Runtime.CompilerServices;
using Consult.Client;

namespace Consult.Tools.Replay;

/// <summary>One signed-in account.</summary>
internal sealed class Participant(HttpClient http, string account, string role, ReplayOptions options)
{
    public string Account => account;

    public ReplayOptions Options => options;

    public ConsultHttp Http { get; } =
        new(http, ConsultHttp.Development(http, account, role, options.Client), options.Client);

    public LiveConnection Connect() => LiveConnection.Start(Http, options.Client);

    /// <summary>Sends a command whose id is the account's name and the given word.</summary>
    public Task<CommandAnswer> DoAsync(
        HttpMethod method, string path, string word, object? body, CancellationToken cancellationToken) =>
        Http.CommandAsync(method, path, $"{account}-{word}", body, cancellationToken);

    /// <summary>Reads a consultation's feed from its start to its head.</summary>
    public async Task<View> ReadHistoryAsync(string consultation, string name, CancellationToken cancellationToken)
    {
        var (events, positions) = (new List<SeenEvent>(), new List<FeedPosition>());
        await foreach (var page in PagesAsync($"consultation/{consultation}", cancellationToken))
        {
            events.AddRange(page.Events.Select(Seen.Of));
            positions.Add(page.To);
        }
        return new(consultation, name, events, positions);
    }

    /// <summary>The pages of a feed from its start to its head.</summary>
    public async IAsyncEnumerable<FeedPage> PagesAsync(string feed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int PageSize = 100;
        var after = FeedPosition.Start;
        while (true)
        {
            var page = await Http.EventsAsync(feed, after, PageSize, cancellationToken);
            yield return page;
            // A page that does not move on would be asked for again for ever.
            if (page.To == page.Head || page.To == after) yield break;
            after = page.To;
        }
    }
}
