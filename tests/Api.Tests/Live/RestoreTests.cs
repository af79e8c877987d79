using Consult.Feeds;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Live;

/// <summary>The record is restored from a backup while clients remember more than it holds.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly string _data = System.IO.Directory.CreateTempSubdirectory("consult-restore-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_reader_whose_past_was_restored_away_is_told_to_reload()
    {
        string consultation, remembered, shared;
        await using (var server = await TestServer.StartAsync(data: _data))
        {
            using var practice = await Practice.OpenAsync(server);
            consultation = await practice.BeginAsync();
            shared = await SayAsync(practice.Lin, consultation, "kept");
        }
        var backup = File.ReadAllBytes(Path.Combine(_data, "consult.db"));
        await using (var server = await TestServer.StartAsync(data: _data))
        {
            using var lin = await Person.SignInAsync(server, "a-lin", "patient");
            remembered = await SayAsync(lin, consultation, "lost with the disk");
        }
        File.WriteAllBytes(Path.Combine(_data, "consult.db"), backup);

        await using var restored = await TestServer.StartAsync(data: _data);
        using var again = await Person.SignInAsync(restored, "a-lin", "patient");
        await using var reader = await LiveReader.OpenAsync(restored, again);
        var feed = $"consultation/{consultation}";
        (await reader.SubscribeAsync(feed, remembered)).ShouldBe(Codes.Reload, "the event is not there");
        var other = await SayAsync(again, consultation, "said after the restore");
        LiveReader.SeqOf(other).ShouldBe(LiveReader.SeqOf(remembered), "the same number, another past");
        (await reader.SubscribeAsync(feed, remembered)).ShouldBe(Codes.Reload);
        (await again.GetAsync($"/feeds/{feed}/events?after={remembered}")).Code.ShouldBe(Codes.Reload);
        (await reader.SubscribeAsync(feed, shared)).ShouldBeNull();
    }

    private static async Task<string> SayAsync(Person person, string consultation, string text) =>
        Practice.Accepted(await person.PostAsync($"/consultations/{consultation}/messages", new { text }))["position"].GetString()!;
}
