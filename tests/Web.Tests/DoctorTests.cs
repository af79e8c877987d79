using System.Text.RegularExpressions;
using Consult.Testing.Server;
using Consult.Web.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Consult.Web.Tests;

/// <summary>The pages of those who treat and of those who run the place.</summary>
[Collection(PagesDefinition.Name)]
public sealed partial class DoctorTests(PagesFixture pages) : PagesTest(pages)
{
    [BrowserFact]
    public async Task A_doctor_registers_is_licensed_offers_and_accepts_who_appears_on_the_desk()
    {
        using var practice = await Pages.PracticeAsync();
        var account = $"a-new{practice.Wang.Account}";
        var doctor = await OpenAsync(account, "doctor", Screen.Desk);
        await doctor.GoAsync("/app/desk");
        await Button(doctor, "登记医生信息").ClickAsync();
        await RegisterAsync(doctor, name: "沈知夏");
        var missing = doctor.Page.GetByRole(AriaRole.Region, new() { Name = "执业资质待核验" });
        await Expect(missing).ToBeVisibleAsync();
        var key = await missing.Locator("code").TextContentAsync();

        var staff = await OpenAsync(practice.Operator.Account, "operator", Screen.Desk);
        await LicenseAsync(staff, key!);
        // The doctor's page hears of it by itself.
        await Expect(missing).ToBeHiddenAsync();

        await doctor.Page.Locator(".offering", new() { HasText = "图文问诊" }).GetByLabel("价格（元）").FillAsync("19.50");
        await doctor.Page.GetByRole(AriaRole.Switch, new() { Name = "图文问诊" }).ClickAsync();
        await Expect(doctor.Page.GetByRole(AriaRole.Switch, new() { Name = "图文问诊" })).ToBeCheckedAsync();

        await doctor.GoAsync("/app/desk");
        await Expect(doctor.Page.GetByText("没有待接诊的患者")).ToBeVisibleAsync();
        Practice.Accepted(await practice.Lin.PostAsync(
            "/consultations", new { patient = practice.Patient, doctor = key, kind = "directed", complaint = "头晕两天，起身时明显" }));
        await Expect(doctor.Page.GetByText("头晕两天，起身时明显")).ToBeVisibleAsync();
        await doctor.ShouldBeAccessibleAsync();
        await Button(doctor, "接诊").ClickAsync();
        await Expect(doctor.Page).ToHaveURLAsync(new Regex("/app/consultations/"));
    }

    [BrowserFact]
    public async Task A_prescription_goes_from_the_form_to_the_pharmacists_approval()
    {
        using var practice = await Pages.PracticeAsync();
        var consultation = await RevisitAsync(practice);
        var doctor = await OpenAsync(practice.Wang.Account, "doctor", Screen.Desk);
        await doctor.GoAsync($"/app/consultations/{consultation}/prescribe");
        await Button(doctor, "确认符合复诊").ClickAsync();
        await doctor.Page.GetByLabel("诊断名称").FillAsync("高血压病1级");
        await doctor.Page.GetByLabel("ICD-10 编码").FillAsync("110");
        await Button(doctor, "记录诊断").ClickAsync();
        await Expect(doctor.Page.GetByText("请填写 ICD-10 编码")).ToBeVisibleAsync();
        await doctor.Page.GetByLabel("ICD-10 编码").FillAsync("i10.x00");
        await Button(doctor, "记录诊断").ClickAsync();
        await Expect(doctor.Page.GetByText("已记录", new() { Exact = true })).ToBeVisibleAsync();

        await doctor.Page.GetByLabel("查找药品").FillAsync("氨氯地平");
        await doctor.Page.GetByRole(AriaRole.Button, new() { NameRegex = Amlodipine() }).First.ClickAsync();
        await doctor.Page.GetByLabel("天数").FillAsync("28");
        await Button(doctor, "签名并提交审核").ClickAsync();
        // Beyond a week without a chronic disease (L6), told at the field.
        await Expect(doctor.Page.GetByLabel("天数")).ToHaveAttributeAsync("aria-invalid", "true");
        await doctor.ShouldBeAccessibleAsync();
        await doctor.PictureAsync("prescribe");
        await doctor.Page.GetByText("慢性病", new() { Exact = true }).ClickAsync();
        await Button(doctor, "签名并提交审核").ClickAsync();
        await Expect(doctor.Page).ToHaveURLAsync(new Regex("/app/prescriptions/"));
        await Expect(doctor.Page.GetByRole(AriaRole.Article, new() { Name = "处方笺" })).ToContainTextAsync("待审核");

        var prescription = new Uri(doctor.Page.Url).Segments[^1];
        var pharmacist = await OpenAsync($"a-ph{practice.Wang.Account}", "pharmacist", Screen.Desk);
        await pharmacist.GoAsync($"/app/reviews/{prescription}");
        await Button(pharmacist, "领取审核").ClickAsync();
        await Expect(pharmacist.Page.GetByText("每次 1 片，每日一次，口服，共 28 天")).ToBeVisibleAsync();
        await Button(pharmacist, "审核通过").ClickAsync();
        await pharmacist.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "审核通过" }).ClickAsync();
        await Expect(pharmacist.Page.GetByRole(AriaRole.Heading, new() { Name = "发药登记" })).ToBeVisibleAsync();
        await pharmacist.ShouldBeAccessibleAsync();
        // The doctor's page hears of it by itself.
        await Expect(doctor.Page.GetByText("药师审核通过")).ToBeVisibleAsync();
        await Expect(doctor.Page.GetByRole(AriaRole.Article, new() { Name = "处方笺" })).ToContainTextAsync("有效");
    }

    private static ILocator Button(Window window, string name) =>
        window.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static async Task RegisterAsync(Window window, string name)
    {
        foreach (var (label, text) in new[] { ("姓名", name), ("职称", "主治医师"), ("科室", "神经内科"), ("执业医院", "示例医院") })
            await window.Page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        await Button(window, "提交登记").ClickAsync();
    }

    private static async Task LicenseAsync(Window staff, string doctor)
    {
        await staff.GoAsync("/app/people");
        await staff.Page.GetByLabel("按医生编号查找").FillAsync(doctor);
        await Button(staff, "查找").ClickAsync();
        await staff.Page.GetByRole(AriaRole.Article, new() { Name = "沈知夏" }).First.GetByRole(AriaRole.Button, new() { Name = "核验通过" }).ClickAsync();
        var dialog = staff.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("执业证书编号").FillAsync("110110000000009");
        await dialog.GetByLabel("有效期至").FillAsync("2099-12-31");
        await staff.ShouldBeAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "核验通过" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
    }

    /// <summary>A revisit that the doctor has accepted and answered, with the document of the earlier diagnosis.</summary>
    private static async Task<string> RevisitAsync(Practice practice)
    {
        Practice.Accepted(await practice.Wang.PutAsync($"/doctors/{practice.Doctor}/offerings/revisit", new { priceFen = 2000 }));
        var consultation = Practice.Accepted(await practice.Lin.PostAsync(
            "/consultations", new { patient = practice.Patient, doctor = practice.Doctor, kind = "revisit", complaint = "高血压复诊，药快吃完了" })).Id;
        await practice.WaitForAsync(consultation, "waiting");
        Practice.Accepted(await practice.Wang.PostAsync($"/consultations/{consultation}/accept"));
        var document = Practice.Accepted(await practice.Lin.PostAsync(
            $"/consultations/{consultation}/attachments", new { size = 8, mediaType = "application/pdf", name = "门诊病历.pdf" })).Id;
        await practice.Lin.SendAsync(HttpMethod.Put, $"/attachments/{document}/chunks/0", new ByteArrayContent([.. "%PDF-1.7"u8]), key: null);
        Practice.Accepted(await practice.Lin.PostAsync($"/attachments/{document}/complete"));
        Practice.Accepted(await practice.Lin.PutAsync($"/consultations/{consultation}/prior-diagnosis", new { document }));
        Practice.Accepted(await practice.Wang.PostAsync($"/consultations/{consultation}/messages", new { text = "您好，最近血压多少？" }));
        return consultation;
    }

    [GeneratedRegex("氨氯地平")]
    private static partial Regex Amlodipine();
}
