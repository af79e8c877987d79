using System.Text.RegularExpressions;
using Consult.Testing.Server;
using Consult.Web.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Consult.Web.Tests;

/// <summary>A free clinic with one place: who comes first has it, who comes next moves up, and it becomes a consultation.</summary>
[Collection(PagesDefinition.Name)]
public sealed class ClinicTests(PagesFixture pages) : PagesTest(pages)
{
    [BrowserFact]
    public async Task The_place_is_taken_given_back_to_the_next_in_line_and_used_with_the_host()
    {
        using var practice = await Pages.PracticeAsync();
        var clinic = await AnnounceAsync(practice);
        var suffix = practice.Lin.Account["a-lin".Length..];
        using var other = await RegisterAsync(practice, $"a-sun{suffix}");
        var host = await OpenAsync(practice.Wang.Account, "doctor", Screen.Desk);
        await host.GoAsync($"/app/clinics/{clinic}/host");
        await Expect(host.Page.GetByText("现在没有人等待")).ToBeVisibleAsync();
        var first = await OpenAsync(other.Account, "patient");
        await first.GoAsync($"/app/clinics/{clinic}");
        var second = await OpenAsync(practice.Lin.Account, "patient");
        await second.GoAsync($"/app/clinics/{clinic}");

        // The button wakes when the clinic opens, without anybody loading the page again.
        await Press(first, "领取名额");
        await Expect(first.Page.GetByText("义诊已开始，现在就可以提问")).ToBeVisibleAsync();
        await Press(second, "加入候补");
        await Expect(second.Page.GetByText("候补第 1 位")).ToBeVisibleAsync();
        await second.ShouldBeAccessibleAsync();

        await Press(first, "退回名额");
        await first.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "确认" }).ClickAsync();
        await Press(second, "向医生提问");
        await second.Page.GetByLabel("病情描述").FillAsync("血压偏高，想问怎么调药");
        await Press(second, "提交问诊");
        await Expect(second.Page).ToHaveURLAsync(new Regex("/app/consultations/c-"));

        await Expect(host.Page.GetByText("1 人等待")).ToBeVisibleAsync();
        await Press(host, "接诊下一位");
        await Expect(host.Page).ToHaveURLAsync(new Regex("/app/consultations/c-"));
        await Expect(host.Page.GetByRole(AriaRole.Region, new() { Name = "消息" })).ToContainTextAsync("血压偏高，想问怎么调药");
        await second.GoAsync($"/app/clinics/{clinic}");
        await Expect(second.Page.GetByText("您已发起本次义诊咨询")).ToBeVisibleAsync();
    }

    private static Task Press(Window window, string name) =>
        window.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private static async Task<string> AnnounceAsync(Practice practice)
    {
        Practice.Accepted(await practice.Wang.PutAsync($"/doctors/{practice.Doctor}/offerings/freeClinic", new { priceFen = 0 }));
        var now = TimeProvider.System.GetUtcNow();
        return Practice.Accepted(await practice.Wang.PostAsync("/clinics", new
        {
            doctor = practice.Doctor, title = "高血压义诊", department = "呼吸内科",
            from = now.AddSeconds(5), until = now.AddHours(1), places = 1, reserve = 5,
        })).Id;
    }

    private async Task<Person> RegisterAsync(Practice practice, string account)
    {
        var person = await Person.SignInAsync(Pages.Site.Address, account, "patient");
        var id = Practice.Accepted(await person.PostAsync("/patients", new { name = "孙先生", birthDate = "1970-01-01", relation = "self" })).Id;
        Practice.Accepted(await practice.Operator.PutAsync($"/patients/{id}/verification", new { method = "id-card" }));
        Practice.Accepted(await person.PutAsync($"/patients/{id}/consents/healthData", new { textVersion = "2026-01", channel = "web" }));
        return person;
    }
}
