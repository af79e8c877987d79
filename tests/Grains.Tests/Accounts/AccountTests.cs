using Consult.Feeds;

namespace Consult.Accounts;

public sealed class AccountTests
{
    private static readonly Caller Wang = new() { Account = new("a-wang"), Role = Role.Patient };

    [Fact]
    public void The_first_sign_in_in_a_role_opens_the_account_once()
    {
        var actor = New().Do(Wang, new OpenAccount(Role.Patient)).Do(Wang, new OpenAccount(Role.Patient));

        actor.Events.Count.ShouldBe(1);
        var row = actor.Access.ShouldHaveSingleItem();
        (row.Grantee, row.Role).ShouldBe(("account/a-wang", Role.Patient));
    }

    [Fact]
    public void A_second_role_stands_beside_the_first()
    {
        var actor = New().Do(Wang with { Role = Role.Doctor }, new OpenAccount(Role.Doctor)).Do(Wang, new OpenAccount(Role.Patient));
        Account.ViewOf(actor.State)!.Roles.ShouldBe([Role.Patient, Role.Doctor]);
    }

    [Fact]
    public void Nobody_opens_another_account_or_another_role_than_signed_in_with()
    {
        New().Send(Wang with { Account = new("a-li") }, new OpenAccount(Role.Patient)).ShouldBe(Codes.Forbidden);
        New().Send(Wang, new OpenAccount(Role.Operator)).ShouldBe(Codes.Forbidden);
        New().Send(new() { Account = Wang.Account, Role = Role.System }, new OpenAccount(Role.System)).ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public void Relations_are_noted_changed_and_ended_by_patients_alone()
    {
        var actor = New().Do(Wang, new OpenAccount(Role.Patient));
        actor.Send(Wang, new NoteRelation(People.Patient, Relation.Self)).ShouldBe(Codes.Forbidden);

        actor.Do(Caller.System, new NoteRelation(People.Patient, Relation.Carer))
            .Do(Caller.System, new NoteRelation(new("p-2"), Relation.Guardian))
            .Do(Caller.System, new NoteRelation(People.Patient, Relation.Guardian))
            .Do(Caller.System, new NoteRelation(People.Patient, Relation.Guardian));
        actor.Events.Count.ShouldBe(4);
        Account.ViewOf(actor.State)!.Patients
            .ShouldBe([new ActsFor(People.Patient, Relation.Guardian), new ActsFor(new("p-2"), Relation.Guardian)]);

        actor.Do(Caller.System, new EndRelationNote(People.Patient)).Do(Caller.System, new EndRelationNote(People.Patient));
        actor.State.Patients.ShouldBe([new ActsFor(new("p-2"), Relation.Guardian)]);
        Actor<AccountState>.Json(actor.Replayed()).ShouldBe(Actor<AccountState>.Json(actor.State));
    }

    [Fact]
    public void The_list_of_patients_is_bounded()
    {
        var actor = New(new() { MaxPatients = 2 });
        actor.Do(Caller.System, new NoteRelation(new("p-1"), Relation.Carer)).Do(Caller.System, new NoteRelation(new("p-2"), Relation.Carer));
        actor.Send(Caller.System, new NoteRelation(new("p-3"), Relation.Carer)).ShouldBe(Codes.RelationLimit);
        actor.Send(Caller.System, new NoteRelation(new("p-2"), Relation.Self)).ShouldBeNull();
    }

    [Fact]
    public void An_account_that_was_never_opened_has_no_view() =>
        Account.ViewOf(New().Do(Caller.System, new NoteRelation(People.Patient, Relation.Self)).State).ShouldBeNull();

    [Fact]
    public void A_line_is_held_for_one_call_at_a_time_and_lapses_by_itself()
    {
        var (first, second) = (new CallId("c-1"), new CallId("c-2"));
        var actor = New();
        actor.Do(Caller.System, new HoldLine(first, actor.Now.AddMinutes(1)));
        actor.Send(Caller.System, new HoldLine(second, actor.Now.AddMinutes(9))).ShouldBe(Codes.CallLineBusy);
        actor.Do(Caller.System, new HoldLine(first, actor.Now.AddMinutes(2)));
        actor.Do(Caller.System, new ReleaseLine(second));
        Account.LineOf(actor.State, actor.Now).Call.ShouldBe(first);
        actor.Wait(TimeSpan.FromMinutes(2));
        Account.LineOf(actor.State, actor.Now).Call.ShouldBeNull();
        actor.Do(Caller.System, new HoldLine(second, actor.Now.AddMinutes(1)));
        actor.Do(Caller.System, new ReleaseLine(second));
        Account.LineOf(actor.State, actor.Now).Call.ShouldBeNull();
        actor.Do(Caller.System, new HoldLine(first, actor.Now.AddMinutes(1)));
    }

    [Fact]
    public void Nobody_holds_a_line_by_hand()
    {
        New().Send(Wang, new HoldLine(new("c-1"), People.Start.AddMinutes(1))).ShouldBe(Codes.Forbidden);
        New().Send(Wang, new ReleaseLine(new("c-1"))).ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public void An_account_has_so_many_unfinished_uploads_and_no_more()
    {
        var actor = New(new() { MaxUploads = 2 });
        var tomorrow = actor.Now + TimeSpan.FromHours(24);
        actor.Do(Caller.System, new TakeUpload(new("a-1"), tomorrow)).Do(Caller.System, new TakeUpload(new("a-2"), tomorrow));
        actor.Do(Caller.System, new TakeUpload(new("a-2"), tomorrow));
        actor.Send(Caller.System, new TakeUpload(new("a-3"), tomorrow)).ShouldBe(Codes.AttachmentLimit);

        actor.Do(Caller.System, new EndUpload(new("a-1"))).Do(Caller.System, new EndUpload(new("a-1")));
        actor.Do(Caller.System, new TakeUpload(new("a-3"), tomorrow));
        actor.Events.Count.ShouldBe(4);
        actor.Send(Wang, new TakeUpload(new("a-4"), tomorrow)).ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public void A_place_that_nobody_gave_back_is_free_when_the_uploads_time_is_over()
    {
        var actor = New(new() { MaxUploads = 1 });
        actor.Do(Caller.System, new TakeUpload(new("a-1"), actor.Now + TimeSpan.FromHours(24)));
        actor.Wait(TimeSpan.FromHours(24)).Do(Caller.System, new TakeUpload(new("a-2"), actor.Now + TimeSpan.FromHours(24)));
        actor.State.Uploads.Select(upload => upload.Attachment.Value).ShouldBe(["a-2"]);
        Actor<AccountState>.Json(actor.Replayed()).ShouldBe(Actor<AccountState>.Json(actor.State));
    }

    private static Actor<AccountState> New(AccountOptions? options = null) =>
        new(new Account(options ?? new()), new(FeedKinds.Account, "a-wang"));
}
