using Consult.Consultations;
using Consult.Feeds;
using FsCheck;
using FsCheck.Fluent;

namespace Consult.Prescriptions;

/// <summary>Whoever does whatever with a prescription in whatever order, these stay true after every step.</summary>
public sealed class PrescriptionProperties
{
    private static readonly string[] Drugs =
        ["metformin-500-tab", "amoxicillin-500-cap", "ibuprofen-susp", "morphine-30-xr", "diazepam-2.5-tab", "no-such-drug"];

    private static readonly int[] Days = [1, 7, 8, 28, 29, 84, 85];

    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(31), TimeSpan.FromSeconds(91), TimeSpan.FromMinutes(31), TimeSpan.FromHours(9), TimeSpan.FromDays(1)];

    /// <summary>What can happen.</summary>
    public enum Act
    {
        Draft, Revise, Give, Confirm, Complete, Release, Claim, Approve, Return, Extend, Withdraw, Dispense, Pause,
    }

    /// <summary>Who can try it.</summary>
    public enum Who
    {
        Doctor, OtherDoctor, Pharmacist, OtherPharmacist, Patient, Operator, Machine, DoctorAsPharmacist,
    }

    [Fact]
    public void What_is_valid_was_signed_by_the_doctor_and_approved_by_a_pharmacist_and_is_what_the_law_allows() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(80),
            Prop.ForAll(Histories(), steps => new Run().Take(steps)));

    [Fact]
    public void The_histories_reach_every_state()
    {
        var reached = new HashSet<PrescriptionStatus>();
        foreach (var steps in Histories().Generator.Sample(500, new Rnd(1), 80)) reached.UnionWith(new Run().Take(steps));
        reached.Order().ShouldBe(Enum.GetValues<PrescriptionStatus>());
    }

    // Of the right people's acts more than of the others', so that histories get somewhere.
    private static Arbitrary<Step[]> Histories()
    {
        var step =
            from act in Gen.Elements(Enum.GetValues<Act>())
            from who in Gen.Frequency((8, Gen.Constant((Who?)null)), (1, Gen.Elements(Enum.GetValues<Who>()).Select(one => (Who?)one)))
            from choice in Gen.Choose(0, 1000)
            select new Step(act, who ?? RightOne(act), choice);
        return Arb.From(step.ArrayOf(), Shorter);
    }

    // The halves first, then everything but one step.
    private static IEnumerable<Step[]> Shorter(Step[] steps)
    {
        if (steps.Length > 1) yield return steps[..(steps.Length / 2)];
        if (steps.Length > 1) yield return steps[(steps.Length / 2)..];
        for (var i = 0; i < steps.Length; i++) yield return [.. steps[..i], .. steps[(i + 1)..]];
    }

    private static Who RightOne(Act act) => act switch
    {
        Act.Claim or Act.Approve or Act.Return or Act.Dispense => Who.Pharmacist,
        Act.Confirm or Act.Release => Who.Machine,
        _ => Who.Doctor,
    };

    /// <summary>One thing that somebody tries.</summary>
    public sealed record Step(Act Act, Who By, int Choice);

    private sealed class Run
    {
        private readonly Actor<PrescriptionState> _actor = Rx.New();

        public HashSet<PrescriptionStatus> Take(Step[] steps)
        {
            var reached = new HashSet<PrescriptionStatus>();
            foreach (var step in steps)
            {
                if (step.Act is Act.Pause) _actor.Wait(Pauses[step.Choice % Pauses.Length]);
                else _actor.Send(CallerOf(step), CommandOf(step));
                HoldsTrue();
                if (_actor.State.Exists) reached.Add(_actor.State.Status);
            }
            NothingFollowsTheEnd();
            Actor<PrescriptionState>.Json(_actor.Replayed()).ShouldBe(Actor<PrescriptionState>.Json(_actor.State));
            return reached;
        }

        private Caller CallerOf(Step step) => step.By switch
        {
            Who.Doctor => _actor.Fresh(),
            Who.OtherDoctor => People.OtherDoctor with { AuthenticatedAt = _actor.Now },
            Who.Pharmacist => Rx.Chen,
            Who.OtherPharmacist => Rx.Sun,
            Who.Patient => People.Wang,
            Who.Operator => People.Staff,
            Who.DoctorAsPharmacist => People.Li with { Role = Role.Pharmacist },
            _ => Caller.System,
        };

        private Command CommandOf(Step step) => step.Act switch
        {
            Act.Draft => Rx.Open with { Wish = new(Visit.Id, ContentOf(step.Choice)) },
            Act.Revise => new RevisePrescription(ContentOf(step.Choice)),
            Act.Give => Rx.Give with { Patient = step.Choice % 4 == 0 ? Rx.Child : Rx.Adult },
            Act.Confirm => new ConfirmSignature(RevisionOf(step)),
            Act.Complete => new CompleteSignature(RevisionOf(step)),
            Act.Release => new ReleaseSignature(RevisionOf(step)),
            Act.Claim => Rx.Claim,
            Act.Approve => Rx.Approve,
            Act.Return => new ReturnPrescription("请核对"),
            Act.Extend => new ExtendValidity(step.Choice % 5, "路途远"),
            Act.Withdraw => new WithdrawPrescription("有误"),
            _ => new DispensePrescription([new(Drugs[step.Choice % 3], 1 + (step.Choice % 2))]),
        };

        private long RevisionOf(Step step) => step.Choice % 3 == 0 ? 1 : _actor.State.Revision;

        private static PrescriptionContent ContentOf(int choice)
        {
            var (drug, days) = (Drugs[choice % Drugs.Length], Days[choice / 10 % Days.Length]);
            var packSize = Rx.Drugs.Find(drug)?.PackSize ?? 1;
            var item = Rx.Week with { Drug = drug, Days = days, Packs = (int)Math.Ceiling(2 * days / packSize) };
            return Rx.Of(choice % 7 == 0 ? item with { Packs = item.Packs + 1 } : item) with
            {
                IsChronic = choice % 2 == 0,
                Assessment = choice % 3 == 0 ? "稳定" : default,
                GuardianPresent = choice % 5 == 0 ? "母亲" : default,
                SpecialistPresent = choice % 5 == 0 ? "儿科" : default,
            };
        }

        private void HoldsTrue()
        {
            foreach (var (body, envelope) in _actor.Events)
                switch (body)
                {
                    case PrescriptionDrafted or PrescriptionRevised or SignatureGiven:
                        envelope.By.ShouldBe(People.Li.ToAuthor(), "written by another than the doctor");
                        break;
                    case PrescriptionApproved or PrescriptionReturned or ReviewClaimed:
                        envelope.By.Role.ShouldBe(Role.Pharmacist);
                        envelope.By.Account.ShouldNotBe(People.Li.Account, "reviewed by the doctor");
                        break;
                }
            if (_actor.State.Status is PrescriptionStatus.Valid) IsLawful();
        }

        private void IsLawful()
        {
            _actor.Events.Count(e => e.Body is PrescriptionApproved).ShouldBe(1);
            var signed = _actor.Events.Select(e => e.Body).OfType<PrescriptionSigned>().ShouldHaveSingleItem();
            _actor.Events.ShouldContain(e => e.Body is SignatureGiven && ((SignatureGiven)e.Body).Revision == signed.Revision);
            _actor.Events.ShouldNotContain(e => e.Body is PrescriptionRevised && e.Envelope.Seq > signed.Revision, "changed after it was signed");
            (_actor.State.ValidUntil - signed.SignedAt).ShouldNotBeNull().ShouldBeLessThanOrEqualTo(TimeSpan.FromDays(3));
            _actor.State.ValidUntil.ShouldNotBeNull().ShouldBeGreaterThan(_actor.Now, "valid beyond its end");

            var content = Prescription.ViewOf(_actor.State)!.Content;
            foreach (var item in content.Items)
            {
                var drug = Rx.Drugs.Find(item.Drug).ShouldNotBeNull();
                drug.IsControlled.ShouldBeFalse("a controlled drug is valid");
                var longest = !content.IsChronic || !drug.LongTerm ? 7 : content.Assessment.IsGone ? 28 : 84;
                item.Days.ShouldBeInRange(1, longest);
                item.Packs.ShouldBe((int)Math.Ceiling(2 * item.Days / drug.PackSize));
            }
        }

        private void NothingFollowsTheEnd()
        {
            var end = _actor.Events.TakeWhile(e =>
                e.Body is not (PrescriptionReturned or PrescriptionWithdrawn or PrescriptionDispensed or PrescriptionLapsed)).Count();
            _actor.Events.Count.ShouldBeLessThanOrEqualTo(end + 1, "something happened after the end");
        }
    }
}
