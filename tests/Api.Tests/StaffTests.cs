using Consult.Testing.Server;

namespace Consult.Api.Tests;

/// <summary>Pharmacists and assistants are people with names, not accounts.</summary>
public sealed class StaffTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private readonly Practice _practice = fixture.Practice;

    [Fact]
    public async Task Who_reviewed_a_prescription_is_told_to_the_patient_by_name()
    {
        using var pharmacist = await Person.SignInAsync(fixture.Server, "a-qian", "pharmacist");
        (await _practice.Lin.GetAsync("/staff/a-qian")).Code.ShouldBe("forbidden");
        (await pharmacist.PutAsync("/staff/a-qian", new { name = "钱思源" })).Code.ShouldBe("forbidden");

        Practice.Accepted(await _practice.Operator.PutAsync("/staff/a-qian", new { name = "钱思源" }));

        Practice.Accepted(await _practice.Lin.GetAsync("/staff/a-qian"))["name"].GetString().ShouldBe("钱思源");
    }

    [Fact]
    public async Task A_doctor_finds_an_assistant_in_the_list_of_the_staff_and_a_patient_gets_no_list()
    {
        using var assistant = await Person.SignInAsync(fixture.Server, "a-fang", "assistant");
        Practice.Accepted(await _practice.Operator.PutAsync("/staff/a-fang", new { name = "方晓" }));

        var listed = Practice.Accepted(await _practice.Wang.GetAsync("/staff"))["staff"].EnumerateArray().Single(one => one.GetProperty("id").GetString() == "a-fang");
        listed.GetProperty("name").GetString().ShouldBe("方晓");
        listed.GetProperty("roles")[0].GetString().ShouldBe("assistant");
        (await _practice.Lin.GetAsync("/staff")).Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task A_patients_account_is_given_no_name_that_everybody_reads() =>
        (await _practice.Operator.PutAsync("/staff/a-lin", new { name = "林小满" })).Code.ShouldBe("staff.role");
}
