using System.Net;
using Consult.Api.SignIn;
using Consult.Api.Tickets;
using Consult.Feeds;
using Consult.Testing;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Tickets;

public sealed class TicketTests
{
    private readonly VirtualClock _clock = new();
    private readonly TicketStore _tickets;

    public TicketTests() => _tickets = new(_clock);

    [Fact]
    public void A_ticket_stands_for_the_account_that_asked_and_works_once()
    {
        var ticket = _tickets.Issue(Somebody("a-1")).Ticket;
        _tickets.Redeem(ticket)!.Account.Value.ShouldBe("a-1");
        _tickets.Redeem(ticket).ShouldBeNull();
    }

    [Fact]
    public void A_ticket_expires_after_30_seconds()
    {
        var (early, late) = (_tickets.Issue(Somebody("a-1")).Ticket, _tickets.Issue(Somebody("a-2")).Ticket);
        _clock.Advance(TicketStore.Lifetime - TimeSpan.FromMilliseconds(1));
        _tickets.Redeem(early).ShouldNotBeNull();
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        _tickets.Redeem(late).ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Nothing_else_is_a_ticket(string? ticket) => _tickets.Redeem(ticket).ShouldBeNull();

    [Fact]
    public void One_ticket_too_many_drops_the_oldest()
    {
        var oldest = _tickets.Issue(Somebody("a-0")).Ticket;
        var second = _tickets.Issue(Somebody("a-1")).Ticket;
        for (var i = 2; i <= TicketStore.Capacity; i++) _tickets.Issue(Somebody("a-2"));
        _tickets.Redeem(oldest).ShouldBeNull();
        _tickets.Redeem(second).ShouldNotBeNull();
    }

    [Fact]
    public void A_ticket_does_not_show_in_its_text()
    {
        var issued = _tickets.Issue(Somebody("a-1"));
        issued.ToString().ShouldNotContain(issued.Ticket);
    }

    [Fact]
    public async Task The_socket_opens_once_with_a_ticket_and_never_with_a_token()
    {
        await using var server = await TestServer.StartAsync(_clock);
        using var lin = await Person.SignInAsync(server, "a-lin", "patient");
        var ticket = (await lin.PostAsync("/tickets"))["ticket"].GetString()!;
        await using (await HubSocket.OpenAsync(server, ticket))
        {
        }
        await ShouldBeRefusedAsync(server, ticket);
        await ShouldBeRefusedAsync(server, lin.Token);

        var late = (await lin.PostAsync("/tickets"))["ticket"].GetString()!;
        _clock.Advance(TicketStore.Lifetime);
        await ShouldBeRefusedAsync(server, late);
    }

    [Fact]
    public async Task The_first_attempt_uses_the_ticket_up_even_when_it_is_no_socket()
    {
        await using var server = await TestServer.StartAsync(_clock);
        using var lin = await Person.SignInAsync(server, "a-lin", "patient");
        var ticket = (await lin.PostAsync("/tickets"))["ticket"].GetString()!;
        using var response = await server.Http.GetAsync($"/hub?access_token={ticket}");
        response.StatusCode.ShouldNotBe(HttpStatusCode.Unauthorized);
        await ShouldBeRefusedAsync(server, ticket);
    }

    private static async Task ShouldBeRefusedAsync(TestServer server, string ticket)
    {
        using var response = await server.Http.GetAsync($"/hub?access_token={ticket}");
        var reply = await Reply.ReadAsync(response);
        (reply.Status, reply.Code).ShouldBe((401, "ticket.invalid"));
    }

    private SignedIn Somebody(string account) => new(new(account), Role.Patient, _clock.GetUtcNow(), _clock.GetUtcNow().AddHours(8));
}
