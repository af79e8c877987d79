using Consult.Consultations;
using Consult.Departments;
using Consult.Feeds;
using static Consult.Doctors.Desk;

namespace Consult.Doctors;

public sealed class ProfileTests
{
    [Fact]
    public void A_doctor_registers_once_and_reads_the_own_feed()
    {
        var actor = Registered();
        var row = actor.Access.ShouldHaveSingleItem();
        (row.Grantee, row.Role).ShouldBe(("account/a-li", Role.Doctor));
        actor.Send(People.Li, Form).ShouldBe(Codes.DoctorExists);
        New().Send(People.Wang, Form).ShouldBe(Codes.Forbidden);
        New().Send(People.Li, Form with { Department = " " }).ShouldBe(Codes.Invalid);
    }

    [Fact]
    public void Only_the_doctor_changes_the_profile()
    {
        var update = new UpdateProfile { Name = "李医生", Title = "教授", Department = "呼吸内科", Hospital = "市第一医院" };
        Registered().Send(People.OtherDoctor, update).ShouldBe(Codes.Forbidden);
        Doctor.ViewOf(Registered().Do(People.Li, update).State, People.Start)!.Title.ShouldBe("教授");
    }

    [Fact]
    public void The_profile_says_where_the_doctor_goes_on_duty() =>
        Doctor.ViewOf(Registered().State, People.Start)!.DepartmentId.ShouldBe(DepartmentId.Of(Desk.Form.Department));

    [Theory]
    [InlineData(ConsultationKind.Directed, 0, null)]
    [InlineData(ConsultationKind.Directed, 1_000_000, null)]
    [InlineData(ConsultationKind.Directed, 1_000_001, Codes.Invalid)]
    [InlineData(ConsultationKind.Directed, -1, Codes.Invalid)]
    [InlineData(ConsultationKind.Quick, 1_000_000, null)]
    [InlineData(ConsultationKind.Video, 1_000_000, null)]
    [InlineData(ConsultationKind.Revisit, 1_000_000, null)]
    [InlineData(ConsultationKind.FreeClinic, 0, null)]
    [InlineData(ConsultationKind.FreeClinic, 1, Codes.Invalid)]
    [InlineData((ConsultationKind)9, 0, Codes.Invalid)]
    public void Every_kind_is_offered_up_to_ten_thousand_yuan_and_a_free_clinic_for_nothing(ConsultationKind kind, long fen, string? code) =>
        Licensed().Send(People.Li, new Offer(kind, fen)).ShouldBe(code);

    [Fact]
    public void A_price_is_replaced_and_an_offering_withdrawn()
    {
        var actor = Offering().Do(People.Li, new Offer(ConsultationKind.Directed, 6000));
        Doctor.FactsOf(actor.State, ConsultationKind.Directed, actor.Now).PriceFen.ShouldBe(6000);
        actor.Do(People.Li, new WithdrawOffering(ConsultationKind.Directed)).Do(People.Li, new WithdrawOffering(ConsultationKind.Directed));
        Doctor.FactsOf(actor.State, ConsultationKind.Directed, actor.Now).PriceFen.ShouldBeNull();
    }

    [Fact]
    public void Staff_verify_the_licence_until_a_moment_to_come()
    {
        var actor = Registered();
        actor.Send(People.Li, new VerifyLicence("1", actor.Now.AddDays(1))).ShouldBe(Codes.Forbidden);
        actor.Send(People.Staff, new VerifyLicence("1", actor.Now)).ShouldBe(Codes.Invalid);
        actor.Send(People.Staff, new VerifyLicence("", actor.Now.AddDays(1))).ShouldBe(Codes.Invalid);
        actor.Send(People.Li, new GoOnline()).ShouldBe(Codes.LicenceUnverified);
    }

    [Fact]
    public void A_licence_that_runs_out_takes_the_doctor_offline()
    {
        var actor = Offering().Do(People.Li, new GoOnline());
        actor.Entry!.Terms.ShouldContain("online:yes");
        actor.Entry.Terms.ShouldContain("licence:verified");

        actor.Wait(TimeSpan.FromDays(366));

        actor.Last.ShouldBe(new DoctorLicenceExpired());
        actor.Entry.Terms.ShouldContain("online:no");
        actor.Entry.Terms.ShouldNotContain("licence:verified");
        Doctor.FactsOf(actor.State, ConsultationKind.Directed, actor.Now).IsLicensed.ShouldBeFalse();
    }

    [Fact]
    public void A_revoked_licence_takes_the_doctor_offline() =>
        Offering().Do(People.Li, new GoOnline()).Do(People.Staff, new RevokeLicence("注销")).State.IsOnline.ShouldBeFalse();

    [Fact]
    public void Going_online_twice_says_nothing_new()
    {
        var actor = Licensed().Do(People.Li, new GoOnline()).Do(People.Li, new GoOnline()).Do(People.Li, new GoOffline()).Do(People.Li, new GoOffline());
        actor.Events.Select(e => e.Envelope.Type).TakeLast(2).ShouldBe(["doctor.online", "doctor.offline"]);
    }

    [Fact]
    public void The_directory_shows_what_is_published()
    {
        var entry = Offering().Entry!;
        entry.Terms.ShouldBe(["account:a-li", "department:呼吸内科", "online:no", "licence:verified", "offers:directed"]);
        entry.Data.ShouldBe("""
            {"name":"李医生","title":"主任医师","department":"呼吸内科","hospital":"市第一医院","online":false,"offerings":[{"kind":"directed","priceFen":5000}]}
            """);
        entry.Rank.ShouldBe(People.Start.ToUnixTimeMilliseconds());
        New().Entry.ShouldBeNull();
    }

    [Fact]
    public void Nobody_registered_has_facts_and_no_views()
    {
        var state = New().State;
        Doctor.FactsOf(state, ConsultationKind.Directed, People.Start).Account.ShouldBeNull();
        Doctor.ViewOf(state, People.Start).ShouldBeNull();
        Doctor.DeskOf(state, new(), default).ShouldBeNull();
        Doctor.SlotsOf(state, People.Start).ShouldBeNull();
        Doctor.FiguresOf(state, DateOnly.MinValue, DateOnly.MaxValue).ShouldBeNull();
        Doctor.QuickRepliesOf(state).ShouldBeNull();
    }
}
