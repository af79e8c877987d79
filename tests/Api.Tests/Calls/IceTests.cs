using Consult.Api.Calls;
using Consult.Silo.Hosting;
using Consult.Testing;

namespace Consult.Api.Tests.Calls;

public sealed class IceTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_893_456_000);

    [Fact]
    public void The_password_is_what_a_turn_server_computes_of_the_user_name() =>
        // printf %s '1893459600:a-lin' | openssl dgst -sha1 -hmac 'north' -binary | base64
        IceServers.CredentialOf("north", "1893459600:a-lin").ShouldBe("UHdMbqeP5fh/Uc16Khj2rV4rGhU=");

    [Fact]
    public void Credentials_name_their_end_and_their_account()
    {
        var options = new IceOptions { Stun = ["stun:s.example:3478"], Turn = ["turn:t.example:3478"], Secret = "north" };
        var view = new IceServers(options, new VirtualClock(Start)).For(new("a-lin"));
        view.ExpiresAt.ShouldBe(Start.AddHours(1));
        view.IceServers.Select(server => (server.Urls.Single(), server.Username, server.Credential)).ShouldBe(
        [
            ("stun:s.example:3478", null, null),
            ("turn:t.example:3478", "1893459600:a-lin", IceServers.CredentialOf("north", "1893459600:a-lin")),
        ]);
        view.IceServers[1].ToString().ShouldNotContain(view.IceServers[1].Credential!);
    }

    [Fact]
    public void Without_servers_there_are_none() =>
        new IceServers(new(), new VirtualClock(Start)).For(new("a-lin")).IceServers.ShouldBeEmpty();

    [Theory]
    [InlineData("--Calls:Ice:Turn:0", "turn:t.example")]
    [InlineData("--Calls:Ice:ValidFor", "01:00:01")]
    [InlineData("--Calls:Ice:ValidFor", "00:00:00")]
    public void A_server_does_not_start_with_credentials_it_cannot_make(string name, string value) =>
        Should.Throw<ConfigurationException>(() =>
            Api.Server.Build(["--environment", "Development", "--data", Path.GetTempPath(), name, value]));
}
