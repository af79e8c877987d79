using System.Text.Json;
using Consult.Testing.Server;

namespace Consult.Web.Tests.Scenes;

/// <summary>People who watch a livestream over a WebSocket and have no window.</summary>
public sealed class Crowd : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _livestream;
    private readonly List<(Person Person, HubSocket Socket)> _people = [];

    private Crowd(string livestream) => _livestream = livestream;

    /// <summary>So many people come in; the suffix keeps those of several tests apart.</summary>
    public static async Task<Crowd> EnterAsync(Uri server, string livestream, int count, string suffix)
    {
        var crowd = new Crowd(livestream);
        for (var number = 1; number <= count; number++)
        {
            var person = await Person.SignInAsync(server, $"a-crowd-{number}{suffix}", "patient");
            var socket = await HubSocket.OpenAsync(server, Practice.Accepted(await person.PostAsync("/tickets"))["ticket"].GetString()!);
            crowd._people.Add((person, socket));
            await socket.SendAsync("""{"protocol":"json","version":1}""");
            await socket.SendAsync($$"""{"type":1,"invocationId":"1","target":"Subscribe","arguments":["livestream/{{livestream}}","0"]}""");
            (await socket.FindAsync(IsAnswer, Patience)).ShouldBeTrue();
        }
        return crowd;
    }

    /// <summary>Each of them votes for a question.</summary>
    public async Task VoteAsync(long question)
    {
        foreach (var (person, _) in _people)
            Practice.Accepted(await person.PutAsync($"/livestreams/{_livestream}/questions/{question}/vote"));
    }

    /// <summary>Waits until each of them has heard of something.</summary>
    public async Task ShouldHearAsync(string words)
    {
        foreach (var (_, socket) in _people)
            (await socket.FindAsync(message => message.GetRawText().Contains(words, StringComparison.Ordinal), Patience)).ShouldBeTrue();
    }

    /// <summary>What one of them reads who looks at all of it again.</summary>
    public async Task<string> HistoryAsync() =>
        Practice.Accepted(await _people[0].Person.GetAsync($"/feeds/livestream/{_livestream}/events?after=0&limit=500")).Body.GetRawText();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (person, socket) in _people)
        {
            await socket.DisposeAsync();
            person.Dispose();
        }
    }

    private static bool IsAnswer(JsonElement message) =>
        message.TryGetProperty("type", out var type) && type.GetInt32() == 3 && message.GetProperty("result").GetProperty("code").ValueKind == JsonValueKind.Null;
}
