using Consult.Web.Tests.Harness;
using Consult.Web.Tests.Scenes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Consult.Web.Tests;

/// <summary>A question with private data in a health group: who asked, another member, and the doctor, each in a window.</summary>
[Collection(PagesDefinition.Name)]
public sealed class GroupTests(PagesFixture pages) : PagesTest(pages)
{
    private const string Name = "孙丽华";
    private const string Mobile = "13812345678";
    private const string IdCard = "11010519491231002X";
    private const string Question = $"我叫{Name}，手机{Mobile}，身份证{IdCard}，咳嗽两周了要拍片子吗？";
    private const string Answer = "先观察三天，加重时到门诊听一听肺部。";

    [BrowserFact]
    public async Task A_question_reaches_the_other_members_masked_and_the_answer_reaches_them_live()
    {
        using var practice = await Pages.PracticeAsync();
        using var scene = await GroupScene.OpenAsync(Pages.Site.Address, practice);
        var (ann, bob) = (await scene.JoinAsync("ann", "小雨点"), await scene.JoinAsync("bob", "夏天的风"));
        var asker = await OpenAsync(ann.Person.Account, "patient");
        var other = await OpenAsync(bob.Person.Account, "patient");
        var doctor = await OpenAsync(practice.Wang.Account, "doctor", Screen.Desk);
        foreach (var window in new[] { asker, other, doctor }) await window.GoAsync($"/app/groups/{scene.Id}");
        await Expect(other.Page.GetByText("还没有提问")).ToBeVisibleAsync();

        // Before it is sent, who asks sees what the others will see.
        await asker.Page.GetByRole(AriaRole.Textbox, new() { Name = "向医生提问" }).FillAsync(Question);
        var preview = asker.Page.Locator(".mask");
        await Expect(preview).ToContainTextAsync("我叫孙**，手机138****5678，身份证****，咳嗽两周了要拍片子吗？");
        await Expect(preview).ToContainTextAsync("手机号");
        await asker.Page.GetByRole(AriaRole.Button, new() { Name = "提问", Exact = true }).ClickAsync();

        // It comes to the others by itself, masked.
        foreach (var window in new[] { asker, other, doctor }) await OpenQuestionAsync(window);
        await doctor.Page.GetByRole(AriaRole.Textbox, new() { Name = "解答" }).FillAsync(Answer);
        await doctor.Page.GetByRole(AriaRole.Button, new() { Name = "发布解答" }).ClickAsync();
        foreach (var window in new[] { asker, other, doctor })
            await Expect(Posts(window).Filter(new() { HasText = "医生解答" })).ToContainTextAsync(Answer);

        await ShouldHoldNothingPrivateAsync(other);
    }

    private static ILocator Posts(Window window) => window.Page.GetByRole(AriaRole.Article);

    private static async Task OpenQuestionAsync(Window window)
    {
        await window.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("咳嗽两周了") }).ClickAsync();
        await Expect(Posts(window).First).ToContainTextAsync("138****5678");
    }

    private static async Task ShouldHoldNothingPrivateAsync(Window window)
    {
        var received = await window.Received.EverythingAsync();
        // The recorder saw the question, in letters that are looked for below.
        window.Received.Frames.ShouldContain(frame => frame.Contains("138****5678", StringComparison.Ordinal));
        received.ShouldContain("孙**");
        var shown = await window.Page.ContentAsync();
        shown.ShouldContain("孙**");
        foreach (var secret in new[] { Name, Mobile, IdCard })
        {
            received.ShouldNotContain(secret);
            shown.ShouldNotContain(secret);
        }
    }
}
