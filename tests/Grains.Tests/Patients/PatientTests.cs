using Consult.Accounts;
using Consult.Feeds;

namespace Consult.Patients;

public sealed class PatientTests
{
    private static readonly Caller Mother = People.Acting("a-mother");
    private static readonly Caller Carer = People.Acting("a-carer");
    private static readonly FeedId About = new(FeedKinds.Consultation, "c-1");

    [Fact]
    public void Registering_relates_the_account_and_tells_it()
    {
        var actor = Adult();

        var row = actor.Access.ShouldHaveSingleItem();
        (row.Grantee, row.Role, row.Relation).ShouldBe(("account/a-wang", Role.Patient, Relation.Self));
        var reaction = actor.Reactions.ShouldHaveSingleItem();
        (reaction.To.Value, reaction.Command).ShouldBe(("account/a-wang", new NoteRelation(People.Patient, Relation.Self)));
        actor.Send(Mother, Form("1990-05-01", Relation.Guardian)).ShouldBe(Codes.PatientExists);
    }

    [Theory]
    [InlineData("2030-01-01", null)]
    [InlineData("2030-01-02", Codes.Invalid)]
    [InlineData("1990-02-30", Codes.Invalid)]
    [InlineData("1.5.1990", Codes.Invalid)]
    public void A_birth_date_is_a_day_that_was(string date, string? code) =>
        New().Send(People.Wang, Form(date, Relation.Self)).ShouldBe(code);

    [Fact]
    public void A_patient_is_registered_by_self_or_guardian_under_a_name()
    {
        New().Send(People.Wang, Form("1990-05-01", Relation.Carer)).ShouldBe(Codes.Invalid);
        New().Send(People.Wang, Form("1990-05-01", Relation.Self) with { Name = "" }).ShouldBe(Codes.Invalid);
        New().Send(People.Li, Form("1990-05-01", Relation.Self)).ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public void Staff_verify_and_reject_the_real_name()
    {
        var actor = Adult();
        actor.Send(People.Wang, new VerifyRealName("self")).ShouldBe(Codes.Forbidden);
        actor.Do(People.Staff, new VerifyRealName("police-database")).State.IsVerified.ShouldBeTrue();
        actor.Do(People.Staff, new RejectRealName("证件过期")).State.IsVerified.ShouldBeFalse();
    }

    // Who grants what to whom; the patient's own account is a-wang, a-mother a guardian, a-carer a carer.
    [Theory]
    [InlineData("a-wang", "a-new", Relation.Carer, null)]
    [InlineData("a-mother", "a-new", Relation.Guardian, null)]
    [InlineData("a-carer", "a-new", Relation.Carer, Codes.RelationInsufficient)]
    [InlineData("a-stranger", "a-new", Relation.Carer, Codes.Forbidden)]
    [InlineData("a-wang", "a-new", Relation.Self, Codes.RelationSelfTaken)]
    [InlineData("a-wang", "a-mother", Relation.Carer, null)]
    [InlineData("a-wang", "a-mother", Relation.Guardian, null)]
    [InlineData("a-wang", "system", Relation.Carer, Codes.Invalid)]
    public void Relations_are_granted_by_self_and_guardian(string by, string to, Relation relation, string? code) =>
        Family().Send(People.Acting(by), new GrantRelation(new(to), relation)).ShouldBe(code);

    [Theory]
    [InlineData("a-wang", "a-mother", null)]
    [InlineData("a-mother", "a-wang", null)]
    [InlineData("a-wang", "a-carer", null)]
    [InlineData("a-carer", "a-carer", null)]
    [InlineData("a-carer", "a-mother", Codes.RelationInsufficient)]
    [InlineData("a-stranger", "a-carer", Codes.Forbidden)]
    [InlineData("a-wang", "a-stranger", Codes.RelationAbsent)]
    public void Relations_are_ended_by_self_guardian_or_the_account_itself(string by, string whose, string? code) =>
        Family().Send(People.Acting(by), new EndRelation(new(whose))).ShouldBe(code);

    [Fact]
    public void The_last_who_disposes_stays()
    {
        var actor = Adult().Do(People.Wang, new GrantRelation(Carer.Account, Relation.Carer));
        actor.Send(People.Wang, new EndRelation(People.Wang.Account)).ShouldBe(Codes.RelationLast);
        actor.Send(People.Wang, new GrantRelation(People.Wang.Account, Relation.Carer)).ShouldBe(Codes.RelationLast);
    }

    [Fact]
    public void An_ended_relation_revokes_access_and_tells_the_account()
    {
        var actor = Family().Do(People.Wang, new EndRelation(Carer.Account));

        (actor.Access.Last().Grantee, actor.Access.Last().Role).ShouldBe(("account/a-carer", null));
        actor.Reactions.Last().Command.ShouldBe(new EndRelationNote(People.Patient));
        actor.Send(Carer, new MarkInboxRead(0)).ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public void Relations_are_bounded()
    {
        var actor = new Actor<PatientState>(new Patient(new() { MaxRelations = 2 }), People.Patient.Feed)
            .Do(People.Wang, Form("1990-05-01", Relation.Self))
            .Do(People.Wang, new GrantRelation(new("a-2"), Relation.Carer));
        actor.Send(People.Wang, new GrantRelation(new("a-3"), Relation.Carer)).ShouldBe(Codes.RelationLimit);
        actor.Send(People.Wang, new GrantRelation(new("a-2"), Relation.Guardian)).ShouldBeNull();
    }

    // The clock shows 2030-01-01 16:00 in China.
    [Theory]
    [InlineData("2016-01-01", "a-wang", null)]
    [InlineData("2016-01-02", "a-wang", Codes.ConsentGuardianRequired)]
    [InlineData("2016-01-02", "a-mother", null)]
    [InlineData("2016-01-02", "a-carer", Codes.ConsentGuardianRequired)]
    [InlineData("1990-05-01", "a-mother", null)]
    [InlineData("1990-05-01", "a-carer", Codes.RelationInsufficient)]
    [InlineData("1990-05-01", "a-stranger", Codes.Forbidden)]
    public void Under_fourteen_only_a_guardian_consents(string born, string by, string? code) =>
        Family(born).Send(People.Acting(by), Consents(ConsentPurpose.HealthData)).ShouldBe(code);

    [Fact]
    public void A_birthday_begins_at_midnight_in_China()
    {
        var actor = Family("2016-01-02");
        actor.Now = new(2030, 1, 1, 16, 0, 0, TimeSpan.Zero);
        actor.Send(People.Wang, Consents(ConsentPurpose.HealthData)).ShouldBeNull();
    }

    [Fact]
    public void Who_is_of_unknown_age_counts_as_a_child()
    {
        var model = new Patient(new());
        var erased = Family().State with { BirthDate = PrivateText.Gone };
        var context = new Context(People.Patient.Feed, People.Start, People.Wang);
        model.Decide(erased, Consents(ConsentPurpose.HealthData), context).Code.ShouldBe(Codes.ConsentGuardianRequired);
    }

    [Fact]
    public void Consent_is_kept_per_purpose_with_version_channel_time_and_giver()
    {
        var actor = Adult().Do(People.Wang, Consents(ConsentPurpose.HealthData)).Do(People.Wang, Consents(ConsentPurpose.Publishing));

        Patient.ViewOf(actor.State)!.Consents[0]
            .ShouldBe(new(ConsentPurpose.HealthData, "2030-1", "web", actor.Now, People.Wang.Account));
        Standing(actor).Consents.ShouldBe([ConsentPurpose.HealthData, ConsentPurpose.Publishing]);

        actor.Do(People.Wang, new WithdrawConsent(ConsentPurpose.HealthData));
        Standing(actor).Consents.ShouldBe([ConsentPurpose.Publishing]);
    }

    [Fact]
    public void Giving_or_withdrawing_twice_says_nothing_new_and_a_new_text_does()
    {
        var actor = Adult().Do(People.Wang, Consents(ConsentPurpose.HealthData));
        var count = actor.Events.Count;
        actor.Do(People.Wang, Consents(ConsentPurpose.HealthData)).Events.Count.ShouldBe(count);
        actor.Do(People.Wang, Consents(ConsentPurpose.HealthData) with { TextVersion = "2030-2" }).Events.Count.ShouldBe(count + 1);
        actor.Do(People.Wang, new WithdrawConsent(ConsentPurpose.Publishing)).Events.Count.ShouldBe(count + 1);
        actor.State.Consents.Length.ShouldBe(1);
    }

    [Fact]
    public void A_child_may_withdraw_what_a_guardian_gave()
    {
        var actor = Family("2020-01-01").Do(Mother, Consents(ConsentPurpose.HealthData));
        actor.Send(Carer, new WithdrawConsent(ConsentPurpose.HealthData)).ShouldBe(Codes.RelationInsufficient);
        actor.Send(People.Wang, new WithdrawConsent(ConsentPurpose.HealthData)).ShouldBeNull();
    }

    [Fact]
    public void The_inbox_takes_notes_of_actors_alone_and_counts_what_is_unread()
    {
        var actor = Adult();
        actor.Send(People.Wang, new NoteInbox(About, "consultation.accepted")).ShouldBe(Codes.Forbidden);
        actor.Do(Caller.System, new NoteInbox(About, "consultation.accepted")).Do(Caller.System, new NoteInbox(About, "consultation.completed"));
        Patient.ViewOf(actor.State)!.Unread.ShouldBe(2);

        actor.Do(People.Wang, new MarkInboxRead(2));

        Patient.ViewOf(actor.State)!.Unread.ShouldBe(1);
        actor.Send(People.Wang, new MarkInboxRead(99)).ShouldBe(Codes.Invalid);
        actor.Do(People.Wang, new MarkInboxRead(1)).State.ReadUpTo.ShouldBe(2);
    }

    [Fact]
    public void The_inbox_keeps_the_latest_notes()
    {
        var actor = Adult();
        for (var i = 0; i < 60; i++) actor.Do(Caller.System, new NoteInbox(About, "consultation.accepted"));
        var view = Patient.ViewOf(actor.State)!;
        (view.Inbox.Length, view.Unread, view.Inbox[^1].Seq).ShouldBe((50, 50, 61));
    }

    [Fact]
    public void An_unregistered_patient_has_a_standing_and_takes_no_command()
    {
        var actor = New();
        Standing(actor).Exists.ShouldBeFalse();
        Patient.ViewOf(actor.State).ShouldBeNull();
        actor.Send(People.Staff, new VerifyRealName("x")).ShouldBe(Codes.Forbidden);
        actor.Send(Caller.System, new NoteInbox(About, "consultation.accepted")).ShouldBe(Codes.Forbidden);
    }

    [Theory]
    [InlineData("1990-05-01", 39)]
    [InlineData("1990-01-01", 40)]
    [InlineData("2008-02-29", 21)]
    [InlineData("2030-01-01", 0)]
    public void Age_is_counted_in_whole_years(string born, int age) => Standing(Family(born)).Age.ShouldBe(age);

    [Fact]
    public void The_stored_events_fold_to_the_same_state()
    {
        var actor = Family().Do(People.Staff, new VerifyRealName("police-database"))
            .Do(People.Wang, Consents(ConsentPurpose.HealthData)).Do(People.Wang, Consents(ConsentPurpose.Publishing))
            .Do(People.Wang, new WithdrawConsent(ConsentPurpose.Publishing)).Do(People.Wang, new EndRelation(Carer.Account))
            .Do(Caller.System, new NoteInbox(About, "consultation.accepted")).Do(People.Wang, new MarkInboxRead(1))
            .Do(People.Staff, new RejectRealName("撤销"));
        Actor<PatientState>.Json(actor.Replayed()).ShouldBe(Actor<PatientState>.Json(actor.State));
    }

    private static PatientStanding Standing(Actor<PatientState> actor) => Patient.StandingOf(actor.State, new(), actor.Now);

    private static Actor<PatientState> New() => new(new Patient(new()), People.Patient.Feed);

    private static Actor<PatientState> Adult() => New().Do(People.Wang, Form("1990-05-01", Relation.Self));

    private static Actor<PatientState> Family(string born = "1990-05-01") => New()
        .Do(People.Wang, Form(born, Relation.Self))
        .Do(People.Wang, new GrantRelation(Mother.Account, Relation.Guardian))
        .Do(People.Wang, new GrantRelation(Carer.Account, Relation.Carer));

    private static RegisterPatient Form(string born, Relation relation) =>
        new() { Name = "王小明", IdNumber = "110101199005010011", BirthDate = born, Relation = relation };

    private static GrantConsent Consents(ConsentPurpose purpose) =>
        new() { Purpose = purpose, TextVersion = "2030-1", Channel = "web" };
}
