using System.Globalization;

namespace Consult.Time;

public sealed class OperatorTimeTests
{
    private static readonly OperatorTime Shanghai = new();
    private static readonly OperatorTime Berlin = new() { TimeZone = "Europe/Berlin" };

    [Theory]
    [InlineData("2030-01-01T15:59:59.999Z", "2030-01-01")]
    [InlineData("2030-01-01T16:00:00Z", "2030-01-02")]
    public void The_day_is_the_operators_day(string moment, string date) =>
        Shanghai.DateOf(At(moment)).ShouldBe(DateOnly.ParseExact(date, "O"));

    [Theory]
    [InlineData("2030-01-01T22:59:59Z", "2030-01-01T23:00:00Z")]
    [InlineData("2030-01-01T23:00:00Z", "2030-01-02T23:00:00Z")]
    [InlineData("2030-01-01T15:00:00Z", "2030-01-01T23:00:00Z")]
    public void A_time_of_day_comes_next_today_or_tomorrow_and_never_now(string moment, string next) =>
        Shanghai.Next(new(7, 0), At(moment)).ShouldBe(At(next));

    [Fact]
    public void A_time_that_the_clock_skips_is_taken_as_if_it_did_not() =>
        Berlin.Next(new(2, 30), At("2030-03-30T12:00:00Z")).ShouldBe(At("2030-03-31T01:30:00Z"));

    [Fact]
    public void Of_a_time_that_comes_twice_the_second_counts() =>
        Berlin.Next(new(2, 30), At("2030-10-26T12:00:00Z")).ShouldBe(At("2030-10-27T01:30:00Z"));

    [Theory]
    [InlineData("2030-01-01T14:59:59Z", null)]
    [InlineData("2030-01-01T15:00:00Z", "2030-01-01T23:00:00Z")]
    [InlineData("2030-01-01T22:59:59Z", "2030-01-01T23:00:00Z")]
    [InlineData("2030-01-01T23:00:00Z", null)]
    public void Quiet_hours_run_over_midnight_and_say_when_they_end(string moment, string? opens) =>
        new QuietHours().OpensAt(At(moment), Shanghai).ShouldBe(opens is null ? null : At(opens));

    [Fact]
    public void Equal_ends_mean_that_it_is_never_quiet() =>
        new QuietHours { From = new(7, 0), To = new(7, 0) }.OpensAt(At("2030-01-01T23:00:00Z"), Shanghai).ShouldBeNull();

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);
}
