using Consult.Api.Commands;
using Consult.Feeds;
using Consult.Testing;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Commands;

public sealed class CommandRateTests
{
    private readonly VirtualClock _clock = new();
    private readonly AccountId _lin = new("a-lin");

    [Fact]
    public void A_burst_is_taken_then_as_many_as_the_rate_gives_back()
    {
        var rate = new CommandRate(new() { PerSecond = 20, Burst = 100 }, _clock);
        Enumerable.Range(0, 200).Count(_ => rate.TryTake(_lin)).ShouldBe(100);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Enumerable.Range(0, 200).Count(_ => rate.TryTake(_lin)).ShouldBe(20);
        _clock.Advance(TimeSpan.FromHours(1));
        Enumerable.Range(0, 200).Count(_ => rate.TryTake(_lin)).ShouldBe(100);
    }

    [Fact]
    public void One_account_does_not_use_up_what_another_has()
    {
        var rate = new CommandRate(new() { PerSecond = 1, Burst = 1 }, _clock);
        rate.TryTake(_lin).ShouldBeTrue();
        rate.TryTake(_lin).ShouldBeFalse();
        rate.TryTake(new("a-wang")).ShouldBeTrue();
    }

    [Fact]
    public void Forgetting_the_idle_gives_nobody_more_than_is_due()
    {
        var rate = new CommandRate(new() { PerSecond = 1, Burst = 2 }, _clock);
        rate.TryTake(_lin).ShouldBeTrue();
        rate.TryTake(_lin).ShouldBeTrue();
        for (var i = 0; i < 20_001; i++) rate.TryTake(new($"a-{i}")).ShouldBeTrue();
        rate.TryTake(_lin).ShouldBeFalse();
    }

    [Fact]
    public async Task Too_many_commands_are_refused_with_a_code_that_says_to_wait()
    {
        await using var server = await TestServer.StartAsync(_clock, settings: ["--CommandRate:PerSecond", "1", "--CommandRate:Burst", "1"]);
        using var lin = await Person.SignInAsync(server, "a-lin", "patient");
        var body = new { name = "林小满", birthDate = "1990-04-01", relation = "self" };
        Practice.Accepted(await lin.PostAsync("/patients", body, "k-1"));
        var refused = await lin.PostAsync("/patients", body, "k-1");
        (refused.Status, refused.Code, refused["retry"].GetBoolean()).ShouldBe((429, "rate.limited", true));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Practice.Accepted(await lin.PostAsync("/patients", body, "k-1"));
    }
}
