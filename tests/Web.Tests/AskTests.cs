using System.Text.Json;
using System.Text.RegularExpressions;
using Consult.Testing.Server;
using Consult.Web.Tests.Harness;
using Consult.Web.Tests.Scenes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Consult.Web.Tests;

/// <summary>The way of a new patient, from the first look to the conversation.</summary>
[Collection(PagesDefinition.Name)]
public sealed class AskTests(PagesFixture pages) : PagesTest(pages)
{
    private static readonly FilePayload Picture = new()
    {
        Name = "咽部.png",
        MimeType = "image/png",
        // One pixel: the server looks at what a file is, and makes a small JPEG of it.
        Buffer = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"),
    };

    [BrowserFact]
    public async Task A_new_account_registers_is_verified_consents_finds_a_doctor_and_asks()
    {
        using var practice = await Pages.PracticeAsync();
        var window = await OpenAsync($"{practice.Lin.Account}-new", "patient");
        var page = window.Page;
        await window.GoAsync("/app/");
        await page.GetByRole(AriaRole.Button, new() { Name = "添加就诊人" }).ClickAsync();
        await page.GetByLabel("姓名").FillAsync("钱多多");
        await page.GetByLabel("出生日期").FillAsync("1988-08-08");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/app/patients/p-"));
        await Expect(page.GetByText("待实名认证", new() { Exact = true })).ToBeVisibleAsync();

        var patient = page.Url[(page.Url.LastIndexOf('/') + 1)..];
        await FindAsync(window, practice.Doctor);
        await Expect(page.GetByText("钱多多 尚未实名认证")).ToBeVisibleAsync();
        var submit = page.GetByRole(AriaRole.Button, new() { Name = "提交并支付 ¥19" });
        await Expect(submit).ToBeDisabledAsync();
        Practice.Accepted(await practice.Operator.PutAsync($"/patients/{patient}/verification", new { method = "id-card" }));
        await Expect(submit).ToBeEnabledAsync(); // the page hears of it by itself

        await page.GetByLabel("病情描述").FillAsync("咽痛两天，吞咽时明显，没有发热");
        await page.GetByLabel("添加图片").SetInputFilesAsync(Picture);
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "咽部.png" })).ToBeVisibleAsync();
        await submit.ClickAsync();
        await Expect(page.GetByText("请先勾选健康信息授权")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new("健康信息") }).CheckAsync();
        await window.ShouldBeAccessibleAsync();
        await submit.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/app/consultations/c-"));

        var consultation = page.Url[(page.Url.LastIndexOf('/') + 1)..];
        await Until.AcceptedAsync(() => practice.Wang.PostAsync($"/consultations/{consultation}/accept"));
        var events = await Until.SoAsync(
            () => practice.Wang.GetAsync($"/feeds/consultation/{consultation}/events?after=0&limit=100"), reply => Pictures(reply) == 1);
        Pictures(events).ShouldBe(1, "the picture goes out once the doctor has accepted");

        await window.GoAsync("/app/inbox");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("医生已接诊") }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/app/consultations/{consultation}$"));
        await window.GoAsync("/app/inbox");
        await Expect(page.GetByText("未读")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_rule_that_refuses_is_told_as_help_and_leads_on()
    {
        using var practice = await Pages.PracticeAsync();
        var window = await OpenAsync(practice.Lin.Account, "patient", Screen.Desk);
        var page = window.Page;
        await window.GoAsync($"/app/ask?doctor={practice.Doctor}");
        await page.GetByLabel("病情描述").FillAsync("想咨询一下用药");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "提交并支付 ¥19" })).ToBeEnabledAsync();
        Practice.Accepted(await practice.Wang.DeleteAsync($"/doctors/{practice.Doctor}/offerings/directed"));
        await page.GetByRole(AriaRole.Button, new() { Name = "提交并支付 ¥19" }).ClickAsync();
        await Expect(page.GetByText("这位医生目前没有开通此类问诊")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "选择其他医生" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/app/doctors$"));
    }

    // The list is read as far as the doctor stands in it; other tests have doctors of the same name.
    private static async Task FindAsync(Window window, string doctor)
    {
        await window.GoAsync("/app/home");
        await window.Page.GetByRole(AriaRole.Searchbox, new() { Name = "搜索医生" }).FillAsync("王医生");
        await window.PressAsync("Enter");
        await Expect(window.Page).ToHaveURLAsync(new Regex("/app/doctors\\?q="));
        await window.Page.Locator($"a[href$='/doctors/{doctor}']").ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^去问诊：.*，图文问诊") }).ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex("/app/ask"));
    }

    private static int Pictures(Reply events) => events["events"].EnumerateArray().Count(one =>
        one.GetProperty("type").GetString() == "message.posted"
        && one.GetProperty("body").TryGetProperty("attachments", out var attachments)
        && attachments.ValueKind == JsonValueKind.Array && attachments.GetArrayLength() == 1);
}
