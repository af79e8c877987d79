using Consult.Testing.Server;
using Consult.Web.Tests.Harness;
using Consult.Web.Tests.Scenes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Consult.Web.Tests;

/// <summary>A livestream with its host and ten viewers, each in a window.</summary>
[Collection(PagesDefinition.Name)]
public sealed class LivestreamTests(PagesFixture pages) : PagesTest(pages)
{
    private const string First = "感冒后咳嗽两周，要拍片子吗？";
    private const string Second = "孩子咳嗽，能喝蜂蜜水吗？";

    [BrowserFact]
    public async Task A_question_is_asked_voted_to_the_top_picked_and_answered_and_what_is_moderated_disappears_everywhere()
    {
        using var practice = await Pages.PracticeAsync();
        var (_, id) = await StreamScene.BeginAsync(practice);
        var suffix = practice.Wang.Account["a-wang".Length..];
        var host = await OpenAsync(practice.Wang.Account, "doctor", Screen.Desk);
        await host.GoAsync($"/app/livestreams/{id}/console");
        var viewers = new List<Viewer>();
        foreach (var nickname in new[] { "小雨点", "老周", "夏天的风", "阿福", "南山", "橙子", "晓晓", "老马", "青青", "石头" })
        {
            var window = await OpenAsync($"a-viewer-{viewers.Count}{suffix}", "patient", viewers.Count % 2 == 0 ? Screen.Phone : Screen.Desk);
            viewers.Add(await Viewer.EnterAsync(window, id, nickname));
        }
        var (ann, bob, cai) = (viewers[0], viewers[1], viewers[2]);

        // All of them are there, and hear each other.
        await Expect(ann.Page.GetByText("10 人在看").Or(ann.Page.GetByText("11 人在看"))).ToBeVisibleAsync();
        await ann.SayAsync("大家好");
        foreach (var viewer in viewers) await Expect(viewer.Chat).ToContainTextAsync("大家好");

        // The second question overtakes the first by votes, in the host's queue too.
        await ann.AskAsync(First);
        await bob.AskAsync(Second);
        var queue = host.Page.GetByRole(AriaRole.Region, new() { Name = "等待回答" }).GetByRole(AriaRole.Article);
        await Expect(queue).ToContainTextAsync([First, Second]);
        foreach (var voter in viewers.Skip(2)) await voter.VoteAsync(Second);
        await Expect(queue).ToContainTextAsync([Second, First]);
        await Expect(queue.First).ToContainTextAsync("8 票");

        // It is answered before everybody's eyes.
        await queue.First.GetByRole(AriaRole.Button, new() { Name = "选中" }).ClickAsync();
        await Expect(queue.First).ToContainTextAsync("即将回答");
        await queue.First.GetByRole(AriaRole.Button, new() { Name = "开始回答" }).ClickAsync();
        foreach (var viewer in viewers) await Expect(viewer.Stage).ToContainTextAsync(Second);
        await host.Page.GetByRole(AriaRole.Button, new() { Name = "回答完毕" }).ClickAsync();
        foreach (var viewer in viewers) await Expect(viewer.Stage).Not.ToContainTextAsync(Second);

        // What sells something is held: only its author sees it, until it is declined.
        await cai.SayAsync("我有止咳膏现货，要的加微信");
        await Expect(cai.Chat).ToContainTextAsync("审核中");
        await Expect(ann.Chat).Not.ToContainTextAsync("止咳膏");
        var held = host.Page.GetByRole(AriaRole.Region, new() { Name = "待审核的发言" });
        await Expect(held).ToContainTextAsync("止咳膏");
        await held.GetByRole(AriaRole.Button, new() { Name = "不予显示" }).ClickAsync();
        await Expect(cai.Chat).ToContainTextAsync("未通过审核");

        // What is hidden is gone from every screen, and from the history.
        await bob.SayAsync("这药没用，别信医生");
        foreach (var viewer in viewers) await Expect(viewer.Chat).ToContainTextAsync("这药没用");
        await host.Page.GetByRole(AriaRole.Button, new() { Name = "对“老周”的发言进行操作" }).ClickAsync();
        await host.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "隐藏", Exact = true }).ClickAsync();
        foreach (var viewer in viewers) await Expect(viewer.Page.GetByText("这药没用")).ToHaveCountAsync(0);
        await Expect(host.Page.GetByText("这药没用")).ToHaveCountAsync(0);
        using var late = await Person.SignInAsync(Pages.Site.Address, $"a-late{suffix}", "patient");
        var history = Practice.Accepted(await late.GetAsync($"/feeds/livestream/{id}/events?after=0&limit=500")).Body.GetRawText();
        history.ShouldContain("大家好");
        history.ShouldNotContain("这药没用");
    }

    [BrowserFact]
    public async Task A_viewer_speaks_after_consenting_keeps_the_nickname_in_a_new_window_and_who_is_banned_is_out()
    {
        using var practice = await Pages.PracticeAsync();
        var (_, id) = await StreamScene.BeginAsync(practice);
        var suffix = practice.Wang.Account["a-wang".Length..];
        var host = await OpenAsync(practice.Wang.Account, "doctor", Screen.Desk);
        await host.GoAsync($"/app/livestreams/{id}/console");
        var ann = await Viewer.EnterAsync(await OpenAsync($"a-ann{suffix}", "patient", Screen.Desk), id, "小雨点");

        await Press(ann.Page, "申请连麦");
        await Press(host.Page, "接受");
        var consent = ann.Page.GetByRole(AriaRole.Dialog);
        await Expect(consent).ToContainTextAsync("公开播出并录制");
        await consent.GetByRole(AriaRole.Button, new() { Name = "同意并连麦" }).ClickAsync();
        await Expect(ann.Page.GetByText("您正在连麦")).ToBeVisibleAsync();

        // Another window of the same account knows what this one is.
        var again = await OpenAsync($"a-ann{suffix}", "patient", Screen.Desk);
        await again.GoAsync($"/app/livestreams/{id}");
        await Expect(again.Page.GetByPlaceholder("以“小雨点”发言")).ToBeVisibleAsync();
        await Expect(again.Page.GetByText("您正在连麦")).ToBeVisibleAsync();
        await Press(ann.Page, "退出连麦");
        await Expect(again.Page.GetByText("连麦已结束")).ToBeVisibleAsync();

        await ann.SayAsync("这个医生是骗子");
        await host.Page.GetByRole(AriaRole.Button, new() { Name = "对“小雨点”的发言进行操作" }).ClickAsync();
        await host.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "移出直播间" }).ClickAsync();
        var dialog = host.Page.GetByRole(AriaRole.Dialog).Filter(new() { HasText = "请填写原因" });
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("辱骂医生");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "移出直播间" }).ClickAsync();
        foreach (var page in new[] { ann.Page, again.Page }) await Expect(page.GetByText("无法进入直播间")).ToBeVisibleAsync();
    }

    private static Task Press(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
}
