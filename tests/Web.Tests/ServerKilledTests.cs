using Consult.Testing.Server;
using Consult.Web.Tests.Harness;
using Consult.Web.Tests.Scenes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Consult.Web.Tests;

/// <summary>The server is killed with <c>-9</c> and started again under open pages.</summary>
[Collection(OutagesDefinition.Name)]
public sealed class ServerKilledTests(PagesFixture pages) : PagesTest(pages)
{
    [BrowserFact]
    public async Task Open_pages_have_everything_and_are_live_again()
    {
        using var practice = await Pages.PracticeAsync();
        var consultation = await practice.BeginAsync();
        var stream = await StreamScene.BeginAsync(practice);
        var phone = await OpenAsync(practice.Lin.Account, "patient");
        var desk = await OpenAsync(practice.Wang.Account, "doctor", Screen.Desk);
        var viewer = await OpenAsync("a-viewer", "patient");
        using var group = await GroupScene.OpenAsync(Pages.Site.Address, practice);
        var mei = await group.JoinAsync("mei", "小梅");
        var thread = await group.AskAsync(mei, "咳嗽怎么护理？");
        var member = await OpenAsync(mei.Person.Account, "patient");
        await member.GoAsync($"/app/threads/{thread}");
        var (lin, wang) = (await Talk.OpenAsync(phone, consultation), await Talk.OpenAsync(desk, consultation));
        var room = await Viewer.EnterAsync(viewer, stream.Id, "路人甲");
        await wang.SayAsync("您好，咳嗽多久了？");
        await lin.ShouldSayAsync("您好，咳嗽多久了？");
        await room.SayAsync("大家好");
        await room.ShouldSayAsync("大家好");

        await ShouldShowAsync(member, "咳嗽怎么护理？");

        Window[] windows = [phone, desk, viewer, member];
        foreach (var window in windows) window.Disturb();
        await Pages.Site.KillServerAsync();
        foreach (var window in windows) await Expect(window.Page.GetByText("网络已断开")).ToBeVisibleAsync();
        await lin.SayAsync("三天了");
        await lin.ShouldBeSendingAsync(1);
        await Pages.Site.StartServerAsync(CancellationToken.None);

        foreach (var talk in new[] { lin, wang }) await talk.ShouldSayAsync("您好，咳嗽多久了？", "三天了");
        await wang.SayAsync("有痰吗？");
        await lin.ShouldSayAsync("您好，咳嗽多久了？", "三天了", "有痰吗？");
        Practice.Accepted(await practice.Wang.PostAsync($"/livestreams/{stream.Id}/chat", new { text = "我们继续" }));
        await room.ShouldSayAsync("大家好", "我们继续");
        await group.AnswerAsync(thread, "多饮温水，注意休息。");
        await ShouldShowAsync(member, "咳嗽怎么护理？", "多饮温水，注意休息。");
        foreach (var window in windows) await Expect(window.Page.GetByText("网络已断开")).ToBeHiddenAsync();
    }

    private static Task ShouldShowAsync(Window member, params IEnumerable<string> posts) =>
        Expect(member.Page.GetByRole(AriaRole.Log).Locator(".post__text")).ToHaveTextAsync([.. posts]);
}
