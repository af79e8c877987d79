using Consult.Feeds;
using Consult.Testing.Server;

namespace Consult.Api.Tests.Groups;

/// <summary>A question goes on in a consultation, and its doctor alone reads where it comes from.</summary>
public sealed class OriginTests : IAsyncLifetime
{
    private const string Question = "夜里咳嗽，电话13812345678";
    private HealthGroup _group = null!;
    private Person _lin = null!;
    private string _membership = "";
    private string _thread = "";

    public async Task InitializeAsync()
    {
        _group = await HealthGroup.OpenAsync();
        _membership = await _group.JoinAsync("lin", "晨光");
        (_lin, var patient) = await _group.PatientAsync("lin");
        HealthGroup.Ok(await _group.Operator.PutAsync($"/patients/{patient}/verification", new { method = "id-card" }));
        _thread = await _group.AskAsync("lin", _membership, Question);
    }

    public async Task DisposeAsync() => await _group.DisposeAsync();

    [Fact]
    public async Task The_doctor_of_the_consultation_reads_the_thread_and_the_original_and_the_look_is_recorded()
    {
        var (other, id) = await OtherDoctorAsync();
        using var _ = other;
        var consultation = HealthGroup.Ok(await ConsultAsync(_lin, shareThread: true, doctor: id)).Id;

        var origin = HealthGroup.Ok(await other.GetAsync($"/consultations/{consultation}/origin"));
        origin["question"].GetString().ShouldBe(Question);
        origin["thread"].GetString().ShouldBe(_thread);
        origin["events"].EnumerateArray().Select(HealthGroup.Shown).ShouldBe(["2 question.asked 夜里咳嗽，电话138****5678"]);
        HealthGroup.Ok(await _lin.GetAsync($"/consultations/{consultation}/origin"))["question"].GetString().ShouldBe(Question);
        var looks = HealthGroup.Ok(await _lin.GetAsync($"/feeds/membership/{_membership}/events"))["events"].EnumerateArray()
            .Where(e => e.GetProperty("type").GetString() == "original.read");
        looks.Select(e => e.GetProperty("by").GetProperty("account").GetString()).ShouldBe(["a-other"]);

        // The group's doctor has no part in it, and the other doctor none in the group.
        (await _group.Wang.GetAsync($"/consultations/{consultation}/origin")).Code.ShouldBe(Codes.Forbidden);
        (await _group.Operator.GetAsync($"/consultations/{consultation}/origin")).Code.ShouldBe(Codes.Forbidden);
        (await other.GetAsync($"/threads/{_thread}")).Code.ShouldBe(Codes.Forbidden);
        var (tang, _) = await _group.PatientAsync("tang");
        (await tang.GetAsync($"/consultations/{consultation}/origin")).Code.ShouldBe(Codes.Forbidden);
    }

    [Fact]
    public async Task Another_doctor_who_takes_part_in_the_consultation_does_not_read_where_it_comes_from()
    {
        var (other, id) = await OtherDoctorAsync();
        using var _ = other;
        var consultation = HealthGroup.Ok(await ConsultAsync(_lin, shareThread: true)).Id;
        await HealthGroup.UntilAsync(() => _lin.GetAsync($"/consultations/{consultation}"), reply => reply["status"].GetString() == "waiting");
        HealthGroup.Ok(await _group.Wang.PostAsync($"/consultations/{consultation}/accept"));
        HealthGroup.Ok(await _group.Wang.PostAsync($"/consultations/{consultation}/opinions", new { doctor = id }));
        HealthGroup.Ok(await _lin.PutAsync($"/consultations/{consultation}/opinions/{id}", new { consent = true }));

        HealthGroup.Ok(await other.GetAsync($"/consultations/{consultation}"));
        (await other.GetAsync($"/consultations/{consultation}/origin")).Code.ShouldBe(Codes.Forbidden);
        HealthGroup.Ok(await _group.Wang.GetAsync($"/consultations/{consultation}/origin"));
    }

    [Fact]
    public async Task Without_sharing_nothing_is_carried_over()
    {
        var consultation = HealthGroup.Ok(await ConsultAsync(_lin, shareThread: false)).Id;
        HealthGroup.Ok(await _group.Wang.GetAsync($"/consultations/{consultation}"))["doctor"].GetString().ShouldBe(_group.Doctor);
        (await _group.Wang.GetAsync($"/consultations/{consultation}/origin")).Code.ShouldBe(Codes.Forbidden);
        HealthGroup.Ok(await _lin.GetAsync($"/feeds/membership/{_membership}/events")).Body.GetRawText().ShouldNotContain("original.read");
    }

    [Fact]
    public async Task Nobody_goes_on_with_anothers_question()
    {
        await _group.JoinAsync("mei", "海风");
        var (mei, patient) = await _group.PatientAsync("mei");
        HealthGroup.Ok(await _group.Operator.PutAsync($"/patients/{patient}/verification", new { method = "id-card" }));
        (await ConsultAsync(mei, shareThread: true)).Code.ShouldBe(Codes.Forbidden);
        (await mei.PostAsync("/consultations", new
        {
            patient, doctor = _group.Doctor, kind = "directed", complaint = "咳嗽", origin = _thread,
        })).Code.ShouldBe(Codes.Forbidden);
    }

    private Task<Reply> ConsultAsync(Person who, bool shareThread, string? doctor = null) =>
        who.PostAsync($"/threads/{_thread}/consultation", new { kind = "directed", complaint = "接着问", shareThread, doctor });

    private async Task<(Person Person, string Id)> OtherDoctorAsync()
    {
        var other = await Person.SignInAsync(_group.Server, "a-other", "doctor");
        var id = HealthGroup.Ok(await other.PostAsync("/doctors", new
        {
            name = "赵医生", title = "主治医师", department = "耳鼻喉科", hospital = "示例医院", introduction = "十年临床经验",
        })).Id;
        HealthGroup.Ok(await _group.Operator.PutAsync($"/doctors/{id}/licence", new { licenceNumber = "110110000000002", validUntil = "2099-12-31" }));
        HealthGroup.Ok(await other.PutAsync($"/doctors/{id}/offerings/directed", new { priceFen = 1900 }));
        return (other, id);
    }
}
