using Consult.Web.Tests.Harness;
using Consult.Web.Tests.Scenes;
using static Microsoft.Playwright.Assertions;

namespace Consult.Web.Tests;

/// <summary>A phone that loses the network in the middle of a consultation.</summary>
[Collection(PagesDefinition.Name)]
public sealed class NetworkCutTests(PagesFixture pages) : PagesTest(pages)
{
    /// <summary>
    /// On the clock: what is proved is that the page holds out over a cut of this length, past the first quick attempts to
    /// connect and before anybody notices by a missing heartbeat. No state of the page says that so much time has passed.
    /// </summary>
    private static readonly TimeSpan Cut = TimeSpan.FromSeconds(10);

    [BrowserFact]
    public async Task After_ten_seconds_without_network_nothing_is_missing_and_nothing_is_there_twice()
    {
        using var practice = await Pages.PracticeAsync();
        var consultation = await practice.BeginAsync();
        var phone = await OpenAsync(practice.Lin.Account, "patient");
        var (lin, wang) = (
            await Talk.OpenAsync(phone, consultation),
            await Talk.OpenAsync(await OpenAsync(practice.Wang.Account, "doctor", Screen.Desk), consultation));
        await wang.SayAsync("您好，咳嗽多久了？");
        await lin.ShouldSayAsync("您好，咳嗽多久了？");
        await lin.SayAsync("三天了");
        await wang.ShouldSayAsync("您好，咳嗽多久了？", "三天了");

        // The server takes it, and the phone never hears so: it will be sent again.
        phone.Deafen();
        await lin.SayAsync("夜里咳");
        await wang.ShouldSayAsync("您好，咳嗽多久了？", "三天了", "夜里咳");
        await lin.ShouldBeSendingAsync(1);

        phone.Cut();
        var cut = Task.Delay(Cut, TimeProvider.System);
        foreach (var text in new[] { "有痰吗？", "什么颜色？", "发烧吗？" }) await wang.SayAsync(text);
        await Expect(phone.Page.GetByText("网络已断开")).ToBeVisibleAsync();
        foreach (var text in new[] { "没有发烧", "白天好一些" }) await lin.SayAsync(text);
        await lin.ShouldBeSendingAsync(3);
        await wang.ShouldSayAsync("您好，咳嗽多久了？", "三天了", "夜里咳", "有痰吗？", "什么颜色？", "发烧吗？");
        await cut;
        phone.Mend();

        string[] everything = ["您好，咳嗽多久了？", "三天了", "夜里咳", "有痰吗？", "什么颜色？", "发烧吗？", "没有发烧", "白天好一些"];
        await lin.ShouldSayAsync(everything);
        await wang.ShouldSayAsync(everything);
        await Expect(phone.Page.GetByText("网络已断开")).ToBeHiddenAsync();
        // Live again: not only what was caught up on.
        await wang.SayAsync("今天先多喝水。");
        await lin.ShouldSayAsync([.. everything, "今天先多喝水。"]);
    }
}
