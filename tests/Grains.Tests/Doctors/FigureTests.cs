using Consult.Consultations;
using Consult.Feeds;
using static Consult.Doctors.Desk;

namespace Consult.Doctors;

/// <summary>What a doctor did, day by day.</summary>
public sealed class FigureTests
{
    // It is 16:00 in Shanghai.
    private static readonly DateOnly Today = new(2030, 1, 1);

    [Fact]
    public void A_day_counts_what_was_answered_its_rounds_and_its_ratings()
    {
        var actor = Offering().Do(Caller.System, Completed(1, 60, rounds: 3)).Do(Caller.System, Completed(2, 120, rounds: 4))
            .Do(Caller.System, Rated(1, 5)).Do(Caller.System, Rated(2, 4));

        All(actor).ShouldHaveSingleItem().ShouldBe(new()
        {
            Day = Today, Answered = 2, MedianFirstAnswerSeconds = 90, Rounds = 7, Ratings = 2, AverageStars = 4.5,
        });
    }

    [Theory]
    [InlineData(new[] { 30 }, 30)]
    [InlineData(new[] { 90, 10 }, 50)]
    [InlineData(new[] { 3, 2 }, 2.5)]
    [InlineData(new[] { 5, 1000, 7 }, 7)]
    [InlineData(new[] { 4, 4, 1, 9 }, 4)]
    public void The_median_is_that_of_the_waits_in_order(int[] seconds, double median)
    {
        var actor = Offering();
        foreach (var (n, wait) in seconds.Index()) actor.Do(Caller.System, Completed(n, wait));
        All(actor).Single().MedianFirstAnswerSeconds.ShouldBe(median);
    }

    [Fact]
    public void What_was_never_answered_has_no_wait_and_what_was_not_rated_no_stars()
    {
        var day = All(Offering().Do(Caller.System, new NoteOutcome(C(1), ConsultationKind.Directed, People.Start))).Single();
        (day.Answered, day.MedianFirstAnswerSeconds, day.AverageStars).ShouldBe((1, null, null));
    }

    [Fact]
    public void A_day_is_the_operators()
    {
        var actor = Offering().Wait(TimeSpan.FromHours(8));
        actor.Do(Caller.System, Completed(1, 1) with { At = actor.Now.AddMilliseconds(-1) }).Do(Caller.System, Completed(2, 1) with { At = actor.Now });
        All(actor).Select(day => day.Day).ShouldBe([Today, Today.AddDays(1)]);
    }

    [Fact]
    public void The_days_asked_for_are_told_both_included()
    {
        var actor = Offering();
        for (var i = 0; i < 4; i++) actor.Do(Caller.System, Completed(i, 1) with { At = actor.Now }).Wait(TimeSpan.FromDays(1));
        Doctor.FiguresOf(actor.State, Today.AddDays(1), Today.AddDays(2))!.Days.Select(day => day.Day)
            .ShouldBe([Today.AddDays(1), Today.AddDays(2)]);
    }

    [Fact]
    public void The_last_sixty_two_days_are_kept_whatever_comes_late()
    {
        var actor = Offering().Do(Caller.System, Completed(1, 1)).Wait(TimeSpan.FromDays(61));
        actor.Do(Caller.System, Completed(2, 1) with { At = actor.Now });
        All(actor).Length.ShouldBe(2);

        actor.Wait(TimeSpan.FromDays(1)).Do(Caller.System, Completed(3, 1) with { At = actor.Now }).Do(Caller.System, Completed(4, 1));

        All(actor).Select(day => day.Day).ShouldBe([Today.AddDays(61), Today.AddDays(62)]);
    }

    [Fact]
    public void A_moment_to_come_counts_for_today() =>
        All(Offering().Do(Caller.System, Completed(1, 1) with { At = People.Start.AddDays(9) })).Single().Day.ShouldBe(Today);

    [Fact]
    public void Of_one_day_at_most_a_thousand_waits_are_kept()
    {
        var (model, envelope) = (new Doctor(new(), new()), Offering().Events[^1].Envelope);
        var state = Offering().State;
        for (var i = 0; i < 1001; i++)
            state = model.Apply(state, new OutcomeNoted(C(i), ConsultationKind.Quick) { Day = Today, FirstAnswerSeconds = i, Rounds = 1 }, envelope);
        (state.Tallies[0].Answered, state.Tallies[0].FirstAnswers.Length).ShouldBe((1001, 1000));
    }

    [Fact]
    public void Only_a_consultation_tells_and_only_what_can_be()
    {
        Offering().Send(People.Li, Completed(1, 1)).ShouldBe(Codes.Forbidden);
        Offering().Send(People.Staff, Completed(1, 1)).ShouldBe(Codes.Forbidden);
        Offering().Send(Caller.System, Completed(1, -1)).ShouldBe(Codes.Invalid);
        Offering().Send(Caller.System, Completed(1, 1, rounds: -1)).ShouldBe(Codes.Invalid);
        Offering().Send(Caller.System, Rated(1, 0)).ShouldBe(Codes.Invalid);
        Offering().Send(Caller.System, Rated(1, 6)).ShouldBe(Codes.Invalid);
    }

    private static NoteOutcome Completed(int number, int seconds, int rounds = 1) => new(C(number), ConsultationKind.Directed, People.Start)
    {
        FirstAnswer = TimeSpan.FromSeconds(seconds), Rounds = rounds,
    };

    private static NoteOutcome Rated(int number, int stars) => Completed(number, 60, rounds: 3) with { Stars = stars };

    private static DayFigures[] All(Actor<DoctorState> actor) =>
        [.. Doctor.FiguresOf(actor.State, DateOnly.MinValue, DateOnly.MaxValue)!.Days];
}
