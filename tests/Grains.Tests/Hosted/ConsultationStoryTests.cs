using Consult.Accounts;
using Consult.Consultations;
using Consult.Doctors;
using Consult.Feeds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Consult.Hosted;

/// <summary>The four actors together, on a real host and a real store.</summary>
public sealed class ConsultationStoryTests
{
    [Fact]
    public async Task From_the_request_to_the_rating_everybody_is_told()
    {
        await using var hospital = await new Hospital().OpenForBusinessAsync();
        var consultation = hospital.Consultation();

        (await hospital.Request()).Code.ShouldBeNull();
        await hospital.Until(Visit.Id.Feed, "consultation.waiting");
        (await hospital.Accept()).Code.ShouldBeNull();
        await hospital.Until(People.Doctor.Feed, "slot.confirmed");
        await hospital.Do(consultation, People.Wang, Visit.Says("在吗？"));
        await hospital.Do(consultation, hospital.Li, Visit.Says("在"));
        await hospital.Do(consultation, hospital.Li, Visit.Summary);
        await hospital.Until(People.Doctor.Feed, "queue.left");
        await hospital.Until(People.Patient.Feed, "inbox.noted", count: 2);
        await hospital.Do(consultation, People.Wang, Visit.Rating);

        var view = (await consultation.View()).Value.ShouldNotBeNull();
        (view.Status, view.RoundsUsed, view.Stars).ShouldBe((ConsultationStatus.Completed, 1, 5));
        (await hospital.Doctor.Desk()).Value!.Active.ShouldBeEmpty();
        (await hospital.Patient.View()).Value!.Inbox.Select(note => note.Kind)
            .ShouldBe(["consultation.accepted", "consultation.completed"]);
        (await hospital.Store.SearchAsync(new("consultation", ["patient:p-1", "status:completed"], 10), CancellationToken.None))
            .ShouldHaveSingleItem().Feed.ShouldBe(Visit.Id.Feed);
        (await hospital.Store.ReadGrantsAsync("account/a-li", FeedKinds.Consultation, CancellationToken.None)).ShouldHaveSingleItem().Feed.ShouldBe(Visit.Id.Feed);
        (await hospital.Store.ReadGrantsAsync("patient/p-1", FeedKinds.Consultation, CancellationToken.None)).ShouldHaveSingleItem().Feed.ShouldBe(Visit.Id.Feed);
    }

    [Fact]
    public async Task A_patients_relation_shows_at_the_account()
    {
        await using var hospital = await new Hospital().OpenForBusinessAsync();
        await hospital.Do(hospital.Account("a-wang"), People.Wang, new OpenAccount(Role.Patient));
        await hospital.Until(new(FeedKinds.Account, "a-wang"), "account.relation.noted");
        (await hospital.Account("a-wang").View()).Value!.Patients.ShouldBe([new ActsFor(People.Patient, Relation.Self)]);
    }

    [Fact]
    public async Task A_repeated_request_keeps_its_answer_when_the_facts_have_changed()
    {
        await using var hospital = await new Hospital().OpenForBusinessAsync();
        var first = await hospital.Request(id: "wish");
        await hospital.Do(hospital.Doctor, People.Staff, new RevokeLicence("注销"));

        // Whether access has just changed is a hint to the first asker's process; a repetition changes nothing.
        (await hospital.Request(id: "wish")).ShouldBe(first);
        (await hospital.Request("c-2", "other")).Code.ShouldBe(Codes.LicenceUnverified);
    }

    [Fact]
    public async Task A_request_past_the_shell_is_refused()
    {
        await using var hospital = await new Hospital().OpenForBusinessAsync();
        (await hospital.Consultation().Execute(new(new("x"), People.Wang, Visit.Wish))).Code.ShouldBe(Codes.Forbidden);
        (await hospital.Consultation().View()).Code.ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public async Task A_full_queue_cancels_the_consultation_with_its_code()
    {
        await using var hospital = new Hospital(services =>
            services.AddSingleton(Options.Create(new DoctorOptions { QueueLimit = 0 })));
        await hospital.OpenForBusinessAsync();

        (await hospital.Request()).Code.ShouldBeNull();

        await hospital.Until(Visit.Id.Feed, "consultation.cancelled");
        (await hospital.Consultation().View()).Value!.Status.ShouldBe(ConsultationStatus.Cancelled);
        await hospital.Until(People.Patient.Feed, "inbox.noted");
    }

    [Fact]
    public async Task An_acceptance_repeated_under_its_id_has_the_same_answer_and_no_second_effect()
    {
        await using var hospital = await WaitingAsync();
        var first = await hospital.Accept(id: "take");
        await hospital.Until(People.Doctor.Feed, "slot.confirmed");
        hospital.Clock.Advance(TimeSpan.FromHours(1));

        (await hospital.Doctor.Accept(new(new("take"), People.Li, new AcceptConsultation(Visit.Id)))).ShouldBe(first);

        (await hospital.Doctor.Desk()).Value!.Active.ShouldBe([Visit.Id]);
    }

    [Fact]
    public async Task Of_two_acceptances_at_once_one_wins_and_the_place_stays_taken()
    {
        await using var hospital = await WaitingAsync();

        var answers = await Task.WhenAll(hospital.Accept(id: "one"), hospital.Accept(id: "two"));

        answers.Count(answer => answer.IsAccepted).ShouldBe(1);
        answers.Single(answer => !answer.IsAccepted).Code.ShouldBe(Codes.ConsultationTaken);
        await hospital.Until(People.Doctor.Feed, "slot.confirmed");
        (await hospital.Doctor.Desk()).Value!.Active.ShouldBe([Visit.Id]);
    }

    [Fact]
    public async Task A_place_is_given_back_when_the_consultation_has_just_expired()
    {
        await using var hospital = await WaitingAsync();
        hospital.Clock.Advance(TimeSpan.FromHours(24));

        (await hospital.Accept()).Code.ShouldBe(Codes.ConsultationClosed);

        await hospital.Until(People.Doctor.Feed, "slot.released");
        await hospital.Until(People.Doctor.Feed, "queue.left");
    }

    [Fact]
    public async Task An_acceptance_needs_room_in_its_id_for_the_steps()
    {
        await using var hospital = await WaitingAsync();
        (await hospital.Accept(id: new string('x', 121))).Code.ShouldBe(Codes.CommandIdInvalid);
        (await hospital.Accept(id: new string('x', 120))).Code.ShouldBeNull();
    }

    [Fact]
    public async Task A_woken_consultation_passes_its_deadline()
    {
        await using var hospital = await WaitingAsync();
        hospital.Clock.Advance(TimeSpan.FromHours(24));
        await hospital.Consultation().Wake();
        (await hospital.Consultation().View()).Value!.Status.ShouldBe(ConsultationStatus.Expired);
    }

    [Fact]
    public async Task After_a_restart_every_actor_stands_where_it_stood()
    {
        await using var hospital = await WaitingAsync();
        await hospital.Accept();
        await hospital.Until(People.Doctor.Feed, "slot.confirmed");
        await hospital.Until(People.Patient.Feed, "inbox.noted");
        var (consultation, desk) = (await hospital.Consultation().View(), await hospital.Doctor.Desk());

        await hospital.RestartAsync();

        Actor<object>.Json(await hospital.Consultation().View()).ShouldBe(Actor<object>.Json(consultation));
        Actor<object>.Json(await hospital.Doctor.Desk()).ShouldBe(Actor<object>.Json(desk));
        (await hospital.Patient.View()).Value!.Name.Value.ShouldBe("王小明");
    }

    private static async Task<Hospital> WaitingAsync()
    {
        var hospital = await new Hospital().OpenForBusinessAsync();
        (await hospital.Request()).Code.ShouldBeNull();
        await hospital.Until(Visit.Id.Feed, "consultation.waiting");
        return hospital;
    }
}
