using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Doctors;

// What a doctor did, by day of the operator's calendar.
internal sealed partial class Doctor
{
    /// <summary>How many days are kept, counted back from the latest on which something happened. Part of the fold.</summary>
    private const int KeptDays = 62;

    /// <summary>
    /// How many first answers of a day are kept for its median; the daily caps together allow 320. Of a day with more
    /// the median is that of the first so many. Part of the fold.
    /// </summary>
    private const int KeptAnswers = 1000;

    private Decision Note(NoteOutcome command, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        if (command.Stars is < 1 or > 5 || command.Rounds < 0 || command.FirstAnswer < TimeSpan.Zero)
            return Decision.Refuse(Codes.Invalid);
        var day = time.DateOf(command.At < context.Now ? command.At : context.Now);
        var noted = new OutcomeNoted(command.Consultation, command.Kind) { Day = day, Stars = command.Stars };
        return Decision.Accept(command.Stars is not null ? noted : noted with
        {
            Rounds = command.Rounds,
            FirstAnswerSeconds = command.FirstAnswer is { } waited ? (int)Math.Min(waited.TotalSeconds, int.MaxValue) : null,
        });
    }

    private static DoctorState Noted(DoctorState state, OutcomeNoted e)
    {
        var tallies = state.Tallies;
        var at = tallies.Count(tally => tally.Day < e.Day);
        if (at == tallies.Length || tallies[at].Day != e.Day) tallies = tallies.Insert(at, new(e.Day, []));
        tallies = tallies.SetItem(at, Plus(tallies[at], e));
        var first = tallies[^1].Day.AddDays(1 - KeptDays);
        return state with { Tallies = tallies.RemoveAll(tally => tally.Day < first) };
    }

    private static DayTally Plus(DayTally tally, OutcomeNoted e)
    {
        if (e.Stars is { } stars) return tally with { Ratings = tally.Ratings + 1, Stars = tally.Stars + stars };
        tally = tally with { Answered = tally.Answered + 1, Rounds = tally.Rounds + e.Rounds.GetValueOrDefault() };
        if (e.FirstAnswerSeconds is not { } waited || tally.FirstAnswers.Length >= KeptAnswers) return tally;
        var at = tally.FirstAnswers.BinarySearch(waited);
        return tally with { FirstAnswers = tally.FirstAnswers.Insert(at < 0 ? ~at : at, waited) };
    }

    public static FiguresView? FiguresOf(DoctorState state, DateOnly from, DateOnly to) => !state.Exists ? null : new(
        state.Doctor,
        [
            .. state.Tallies.Where(tally => tally.Day >= from && tally.Day <= to).Select(tally => new DayFigures
            {
                Day = tally.Day,
                Answered = tally.Answered,
                MedianFirstAnswerSeconds = MedianOf(tally.FirstAnswers),
                Rounds = tally.Rounds,
                Ratings = tally.Ratings,
                AverageStars = tally.Ratings == 0 ? null : (double)tally.Stars / tally.Ratings,
            }),
        ]);

    /// <summary>For patients: of all days that are kept, as one day says little.</summary>
    private static Rating? RatingOf(DoctorState state)
    {
        var count = state.Tallies.Sum(tally => tally.Ratings);
        return count == 0 ? null : new(count, (double)state.Tallies.Sum(tally => tally.Stars) / count);
    }

    // Of an even number it is the mean of the two in the middle.
    private static double? MedianOf(ImmutableArray<int> ordered) =>
        ordered.IsEmpty ? null : ((double)ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
}
