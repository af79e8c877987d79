using Consult.Consultations;
using Consult.Feeds;
using Consult.Time;
using FsCheck;
using FsCheck.Fluent;
using static Consult.Doctors.Desk;

namespace Consult.Doctors;

/// <summary>Whatever happens at a desk and in whatever order, these stay true after every step.</summary>
public sealed class DeskProperties
{
    private const int Consultations = 8;

    private static readonly DoctorOptions Options = new()
    {
        QueueLimit = 4, ConcurrentCap = 2, MaxSlots = 3,
        DailyCaps = new() { Quick = 2, Directed = 4, Video = 3, Revisit = 2, FreeClinic = 1 },
    };

    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(31), TimeSpan.FromSeconds(91), TimeSpan.FromHours(3), TimeSpan.FromHours(9)];

    /// <summary>What can happen.</summary>
    public enum Act
    {
        Join, Book, Reserve, Grab, Confirm, Release, Leave, Pause, Publish, Withdraw, Present, Cap,
    }

    [Fact]
    public void A_desk_keeps_its_caps_its_counts_and_its_slots() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(80),
            Prop.ForAll(Histories(), steps => new Run().Take(steps)));

    private static Arbitrary<Step[]> Histories()
    {
        var step =
            from act in Gen.Elements(Enum.GetValues<Act>())
            from number in Gen.Choose(1, Consultations)
            from kind in Gen.Elements(Enum.GetValues<ConsultationKind>())
            from slot in Gen.Choose(0, 2)
            select new Step(act, number, kind, slot);
        return Arb.From(step.ArrayOf(), Shorter);
    }

    // The halves first, then everything but one step.
    private static IEnumerable<Step[]> Shorter(Step[] steps)
    {
        if (steps.Length > 1) yield return steps[..(steps.Length / 2)];
        if (steps.Length > 1) yield return steps[(steps.Length / 2)..];
        for (var i = 0; i < steps.Length; i++) yield return [.. steps[..i], .. steps[(i + 1)..]];
    }

    /// <summary>One thing that happens.</summary>
    /// <param name="Act">What.</param>
    /// <param name="Number">To which consultation, or which of the choices there are.</param>
    /// <param name="Kind">Of which kind.</param>
    /// <param name="Slot">At which slot.</param>
    public sealed record Step(Act Act, int Number, ConsultationKind Kind, int Slot);

    /// <summary>A desk, and beside it what its events say of each assignment.</summary>
    private sealed class Run
    {
        private readonly OperatorTime _time = new();
        private readonly Actor<DoctorState> _actor = Licensed(Options);
        private readonly Dictionary<ConsultationId, Assignment> _assignments = [];
        private readonly List<Assignment> _accepted = [];
        private readonly HashSet<ConsultationId> _reserved = [];
        private readonly HashSet<ConsultationId> _active = [];
        private readonly HashSet<ConsultationId> _late = [];
        private int _seen;

        public void Take(Step[] steps)
        {
            foreach (var kind in Enum.GetValues<ConsultationKind>()) _actor.Do(People.Li, new Offer(kind, 0));
            foreach (var step in steps)
            {
                var (by, command) = CommandOf(step);
                if (command is null) _actor.Wait(Pauses[step.Number % Pauses.Length]);
                else _actor.Send(by, command);
                Follow();
                HoldsTrue();
            }
            Actor<DoctorState>.Json(_actor.Replayed()).ShouldBe(Actor<DoctorState>.Json(_actor.State));
        }

        private (Caller By, Command? Command) CommandOf(Step step) => step.Act switch
        {
            Act.Join => (Caller.System, new Enqueue(C(step.Number), step.Kind)),
            Act.Book => (Caller.System, new Enqueue(C(step.Number), ConsultationKind.Video) { SlotAt = SlotAt(step) }),
            Act.Reserve => (_actor.Fresh(), new Reserve(C(step.Number))),
            Act.Grab => (_actor.Fresh(), Grab(step.Number, step.Kind)),
            Act.Confirm => (Caller.System, new ConfirmSlot(C(step.Number)) { Kind = step.Kind }),
            Act.Release => (Caller.System, new ReleaseSlot(C(step.Number))),
            Act.Leave => (Caller.System, new LeaveDesk(C(step.Number))),
            Act.Publish => (People.Li, new PublishSlot(SlotAt(step), 60)),
            Act.Withdraw => (People.Li, new WithdrawSlot(SlotAt(step))),
            Act.Present => (People.Li, step.Number % 2 == 0 ? new GoOnline() : new GoOffline()),
            Act.Cap => (People.Li, new SetDailyCap(step.Kind, step.Number % (Options.DailyCaps.Of(step.Kind) + 1))),
            _ => (Caller.System, null),
        };

        // Few, so that consultations meet at them; one begins soon, one later, one perhaps never.
        private static DateTimeOffset SlotAt(Step step) => People.Start.AddHours(step.Slot switch { 0 => 6, 1 => 24, _ => 96 });

        /// <summary>What the events since the last step say: who was assigned when, and who was accepted.</summary>
        private void Follow()
        {
            for (; _seen < _actor.Events.Count; _seen++)
            {
                var (body, envelope) = _actor.Events[_seen];
                switch (body)
                {
                    case QueueJoined e:
                        Assign(e.Consultation, e.Kind, envelope.At);
                        break;
                    case SlotReserved e:
                        if (e.Kind is { } kind) Assign(e.Consultation, kind, envelope.At);
                        Reserve(e.Consultation);
                        break;
                    case SlotConfirmed e:
                        Confirm(e, envelope.At);
                        break;
                    case SlotReleased e:
                        Unreserve(e.Consultation);
                        break;
                    case SlotLapsed e:
                        Unreserve(e.Consultation);
                        break;
                    case QueueLeft e:
                        _assignments.Remove(e.Consultation);
                        _reserved.Remove(e.Consultation);
                        _active.Remove(e.Consultation);
                        _late.Remove(e.Consultation);
                        break;
                }
            }
        }

        private void Assign(ConsultationId consultation, ConsultationKind kind, DateTimeOffset at)
        {
            var assignment = new Assignment(kind, _time.DateOf(at), IsFromPool: _actor.Events[_seen].Body is SlotReserved);
            var before = Today(kind, assignment.Day);
            _assignments.Add(consultation, assignment);
            before.ShouldBeLessThan(Options.DailyCaps.Of(kind), "assigned above the daily cap");
        }

        private void Reserve(ConsultationId consultation)
        {
            // A booked one needs no place yet, and others none of those that are booked for later.
            if (!HasBooked(consultation))
                _reserved.Concat(_active).Count(other => other != consultation && !HasBooked(other))
                    .ShouldBeLessThan(Options.ConcurrentCap, "reserved above the concurrent cap");
            _reserved.Add(consultation);
        }

        private bool HasBooked(ConsultationId consultation) => _actor.State.ItemOf(consultation)?.SlotAt is not null;

        private void Confirm(SlotConfirmed e, DateTimeOffset at)
        {
            if (!_reserved.Remove(e.Consultation)) _late.Add(e.Consultation);
            _active.Add(e.Consultation);
            if (e.Kind is { } kind) _accepted.Add(new(kind, _time.DateOf(at), IsFromPool: true));
            else if (_assignments.Remove(e.Consultation, out var assignment)) _accepted.Add(assignment);
        }

        private void Unreserve(ConsultationId consultation)
        {
            _reserved.Remove(consultation);
            if (_assignments[consultation].IsFromPool) _assignments.Remove(consultation);
        }

        private int Today(ConsultationKind kind, DateOnly day) =>
            _assignments.Values.Concat(_accepted).Count(one => one.Kind == kind && one.Day == day);

        private void HoldsTrue()
        {
            var (state, now) = (_actor.State, _actor.Now);
            state.Desk.Select(item => item.Consultation).ShouldBeUnique("a consultation is on the desk twice");
            state.Desk.Count(item => item is { Status: not DeskStatus.Active, SlotAt: null }).ShouldBeLessThanOrEqualTo(Options.QueueLimit + Options.ConcurrentCap);
            state.Desk.Count(item => item is { Status: not DeskStatus.Waiting, SlotAt: null } && !_late.Contains(item.Consultation))
                .ShouldBeLessThanOrEqualTo(Options.ConcurrentCap, "above the concurrent cap without a late confirmation");
            state.Desk.ShouldAllBe(item => !(item.ReservedUntil + Options.ReservationGrace <= now), "a reservation outlives its grace");
            foreach (var cap in Doctor.DeskOf(state, Options, _time.DateOf(now))!.DailyCaps)
                cap.Today.ShouldBe(Today(cap.Kind, _time.DateOf(now)), $"the count of {cap.Kind}");

            state.Slots.Length.ShouldBeLessThanOrEqualTo(Options.MaxSlots);
            state.Slots.Where(slot => slot.BookedBy is not null).Select(slot => (slot.BookedBy, (DateTimeOffset?)slot.Start))
                .ShouldBe(
                    state.Desk.Where(item => item.SlotAt is not null).OrderBy(item => item.SlotAt)
                        .Select(item => ((ConsultationId?)item.Consultation, item.SlotAt)),
                    "slots and desk disagree");
        }
    }

    /// <summary>A consultation that was assigned to the desk.</summary>
    private sealed record Assignment(ConsultationKind Kind, DateOnly Day, bool IsFromPool);
}
