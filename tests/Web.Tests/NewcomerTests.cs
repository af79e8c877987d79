using Consult.Web.Tests.Harness;
using Consult.Web.Tests.Scenes;
using Microsoft.Playwright;

namespace Consult.Web.Tests;

/// <summary>What the README tells a newcomer to do with the demo, by hand and in its words.</summary>
public sealed class NewcomerTests(DemoServer demo) : IClassFixture<DemoServer>
{
    [BrowserFact]
    public async Task Two_windows_are_in_a_conversation_by_what_the_readme_says()
    {
        await using var patient = await Window.OpenAsync(demo.Address, Screen.Phone, "zh-CN");
        await using var doctor = await Window.OpenAsync(demo.Address, Screen.Desk, "zh-CN");

        await BeAsync(patient, "陈小雨");
        await PressAsync(patient, AriaRole.Link, "找医生");
        await PressAsync(patient, AriaRole.Link, "王清和");
        await PressAsync(patient, AriaRole.Button, "图文问诊");
        await patient.Page.GetByLabel("病情描述").FillAsync("夜里又咳了两次");
        await PressAsync(patient, AriaRole.Button, "提交并支付");

        await BeAsync(doctor, "王清和");
        await doctor.Page.GetByText("夜里又咳了两次").ClickAsync();
        await PressAsync(doctor, AriaRole.Button, "接诊");

        var (asks, answers) = (new Talk(patient), new Talk(doctor));
        await answers.SayAsync("您好，有痰吗？");
        await asks.ShouldSayAsync("您好，有痰吗？");
        await asks.SayAsync("有一点白痰。");
        await answers.ShouldSayAsync("您好，有痰吗？", "有一点白痰。");
        patient.ShouldHaveNoErrors();
        doctor.ShouldHaveNoErrors();
    }

    private static async Task BeAsync(Window window, string name)
    {
        await window.GoAsync("/app/");
        await PressAsync(window, AriaRole.Button, name);
    }

    private static Task PressAsync(Window window, AriaRole role, string name) =>
        window.Page.GetByRole(role, new() { Name = name }).First.ClickAsync();
}
