using System.Text.Json;
using Consult.Silo.Hosting;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Lifetime;

public sealed class LifetimeTests
{
    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_restart_and_the_record_verifies()
    {
        var data = System.IO.Directory.CreateTempSubdirectory("consult-").FullName;
        try
        {
            string id;
            Reply posted;
            await using (var server = await TestServer.StartAsync(data: data))
            {
                using var practice = await Practice.OpenAsync(server);
                id = await practice.BeginAsync();
                posted = Practice.Accepted(await practice.Lin.PostAsync($"/consultations/{id}/messages", new { text = "还咳" }, "k-1"));
            }
            (await Verify.RunAsync(["--data", data])).ShouldBe(0);
            await using (var server = await TestServer.StartAsync(data: data))
            {
                using var lin = await Person.SignInAsync(server, "a-lin", "patient");
                var again = Practice.Accepted(await lin.PostAsync($"/consultations/{id}/messages", new { text = "还咳" }, "k-1"));
                again["position"].GetString().ShouldBe(posted["position"].GetString());
            }
        }
        finally
        {
            System.IO.Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task A_folder_without_a_record_is_not_called_intact()
    {
        var data = System.IO.Directory.CreateTempSubdirectory("consult-").FullName;
        try
        {
            await Should.ThrowAsync<ConfigurationException>(() => Verify.RunAsync(["--data", data]));
            System.IO.Directory.GetFileSystemEntries(data).ShouldBeEmpty();
        }
        finally
        {
            System.IO.Directory.Delete(data);
        }
    }

    [Fact]
    public async Task A_stop_tells_open_sockets_to_come_back_and_does_not_wait_for_them()
    {
        await using var server = await TestServer.StartAsync();
        using var lin = await Person.SignInAsync(server, "a-lin", "patient");
        await using var socket = await HubSocket.OpenAsync(server, (await lin.PostAsync("/tickets"))["ticket"].GetString()!);
        await socket.SendAsync("""{"protocol":"json","version":1}""");
        // The server answers calls only once it has taken the connection in.
        await socket.SendAsync("""{"type":1,"invocationId":"1","target":"Unsubscribe","arguments":["account/a-lin"]}""");
        (await socket.FindAsync(said => said.TryGetProperty("invocationId", out _), TimeSpan.FromSeconds(30))).ShouldBeTrue();
        await server.StopAsync().WaitAsync(TimeSpan.FromSeconds(20));
        (await socket.FindAsync(IsBye, TimeSpan.FromSeconds(20))).ShouldBeTrue();
    }

    private static bool IsBye(JsonElement said) =>
        said.TryGetProperty("target", out var target) && target.GetString() == "bye"
        && said.GetProperty("arguments")[0].GetProperty("code").GetString() == "busy";
}
