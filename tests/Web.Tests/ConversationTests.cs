using System.Globalization;
using System.Text.RegularExpressions;
using Consult.Testing.Server;
using Consult.Web.Tests.Harness;
using Consult.Web.Tests.Scenes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Consult.Web.Tests;

/// <summary>A patient on a phone and a doctor at a desk, in one conversation.</summary>
[Collection(PagesDefinition.Name)]
public sealed partial class ConversationTests(PagesFixture pages) : PagesTest(pages)
{
    [BrowserFact]
    public async Task Two_people_hold_a_consultation_from_request_to_rating()
    {
        using var practice = await Pages.PracticeAsync();
        var phone = await OpenAsync(practice.Lin.Account, "patient");
        var desk = await OpenAsync(practice.Wang.Account, "doctor", Screen.Desk);

        // Asked for, paid, and what the doctor would ask first.
        var consultation = await AskAsync(phone, practice.Doctor, "咳嗽三天，晚上加重");
        await Expect(Heading(phone, "等待医生接诊")).ToBeVisibleAsync();
        await Named(phone, AriaRole.Textbox, "回答诊前问题").FillAsync("大概三天前开始的");
        await Button(phone, "回答").ClickAsync();
        await Expect(phone.Page.GetByText("大概三天前开始的")).ToBeVisibleAsync();
        await phone.ShouldBeAccessibleAsync();
        await phone.PictureAsync("conversation-waiting");
        await Button(phone, "不再回答").ClickAsync();
        await Expect(phone.Page.GetByText("医生接诊后即可发送消息")).ToBeVisibleAsync();

        await desk.GoAsync($"/app/consultations/{consultation}");
        await Expect(Heading(desk, "林小满")).ToBeVisibleAsync();
        await Button(desk, "接诊").ClickAsync();
        var (lin, wang) = (await ReadyAsync(phone), await ReadyAsync(desk));
        await Expect(desk.Page.GetByText("诊前问答摘要")).ToBeVisibleAsync();

        // Text: typing, arriving, read.
        await wang.Input.PressSequentiallyAsync("您好");
        await Expect(phone.Page.GetByText("对方正在输入…")).ToBeVisibleAsync();
        await wang.Input.FillAsync("您好，有没有发烧？");
        await wang.Input.PressAsync("Enter");
        await lin.ShouldSayAsync("您好，有没有发烧？");
        await Expect(desk.Page.GetByText("已读")).ToBeVisibleAsync();
        await lin.SayAsync("没有发烧，今天早上有点胸痛");
        await wang.ShouldSayAsync("您好，有没有发烧？", "没有发烧，今天早上有点胸痛");

        // The notice is the system's: for both, never in a doctor's bubble.
        foreach (var window in new[] { phone, desk })
            await Expect(window.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "紧急提醒" })).ToContainTextAsync("系统消息");
        await Expect(Named(phone, AriaRole.Link, "拨打 120")).ToHaveAttributeAsync("href", "tel:120");

        // A picture and a voice note.
        await SendPictureAsync(phone, await desk.Page.ScreenshotAsync());
        await Named(desk, AriaRole.Button, "图片 血常规.png，图片，点击放大").ClickAsync();
        await Expect(desk.Page.Locator(".van-image-preview img")).ToBeVisibleAsync();
        await desk.Page.Keyboard.PressAsync("Escape");
        await desk.Page.Locator(".van-image-preview__close-icon").ClickAsync();
        await Button(phone, "录制语音").ClickAsync();
        await Expect(phone.Page.GetByText("录音中 0:01")).ToBeVisibleAsync();
        await Button(phone, "完成并发送").ClickAsync();
        await Named(desk, AriaRole.Button, PlayVoice()).ClickAsync();

        // Taken back: the text is gone on both sides.
        await wang.SayAsync("发错了");
        await Expect(phone.Page.GetByText("发错了")).ToBeVisibleAsync();
        // That of this very message, which has none until the desk has heard of it: the last one may be of another.
        var wrong = desk.Page.GetByRole(AriaRole.Article).Filter(new() { HasText = "发错了" });
        await wrong.GetByRole(AriaRole.Button, new() { Name = "撤回" }).ClickAsync();
        await Expect(phone.Page.GetByText("已撤回一条消息")).ToBeVisibleAsync();
        await Expect(phone.Page.GetByText("发错了")).ToHaveCountAsync(0);

        await Button(desk, "赠送轮次").ClickAsync();
        await Button(Dialog(desk, "赠送对话轮次"), "赠送轮次").ClickAsync();
        await Expect(phone.Page.GetByText("医生赠送了 5 轮对话")).ToBeVisibleAsync();
        foreach (var window in new[] { phone, desk })
        {
            await window.ShouldBeAccessibleAsync();
            await window.PictureAsync("conversation-talking");
        }

        await CompleteAsync(desk);
        await Expect(Heading(phone, "问诊小结")).ToBeVisibleAsync();
        await Expect(phone.Page.GetByText("问诊已结束")).ToBeVisibleAsync();
        await RateAsync(phone);
        await Expect(Heading(desk, "患者的评价")).ToBeVisibleAsync();
        await Expect(desk.Page.GetByText("小结已发送给患者").Last).ToBeHiddenAsync();
        foreach (var window in new[] { phone, desk })
        {
            await window.ShouldBeAccessibleAsync();
            await window.PictureAsync("conversation-rated");
        }
    }

    [BrowserFact]
    public async Task A_message_that_the_server_refuses_says_why_and_can_be_taken_away()
    {
        using var practice = await Pages.PracticeAsync();
        var consultation = await practice.BeginAsync();
        Practice.Accepted(await practice.Wang.PostAsync($"/consultations/{consultation}/messages", new { text = "您好" }));
        var phone = await OpenAsync(practice.Lin.Account, "patient");
        var lin = await Talk.OpenAsync(phone, consultation);

        phone.Cut();
        await lin.SayAsync("还有一个问题");
        await lin.ShouldBeSendingAsync(1);
        Practice.Accepted(await practice.Wang.PostAsync(
            $"/consultations/{consultation}/complete", new { impression = "上感", plan = "多饮水", redFlags = "高热", goOffline = false }));
        phone.Mend();

        await Expect(phone.Page.GetByText("没有发出去 · 问诊已结束")).ToBeVisibleAsync();
        await Button(phone, "删除").ClickAsync();
        await lin.ShouldSayAsync("您好");
    }

    [BrowserFact]
    public async Task Who_reads_further_up_stays_there_and_is_told_what_came()
    {
        using var practice = await Pages.PracticeAsync();
        var consultation = await practice.BeginAsync();
        async Task SayAsync(string text) =>
            Practice.Accepted(await practice.Wang.PostAsync($"/consultations/{consultation}/messages", new { text }));
        for (var line = 1; line <= 30; line++) await SayAsync($"第 {line.ToString(CultureInfo.InvariantCulture)} 条医嘱");
        var phone = await OpenAsync(practice.Lin.Account, "patient");
        await phone.GoAsync($"/app/consultations/{consultation}");
        await Expect(phone.Page.GetByText("第 30 条医嘱")).ToBeInViewportAsync();

        await phone.Page.GetByText("病情描述").First.ScrollIntoViewIfNeededAsync();
        await Expect(Button(phone, "回到最新消息")).ToBeVisibleAsync();
        await SayAsync("请看这里");
        await Expect(Button(phone, "1 条新消息")).ToBeVisibleAsync();
        await Expect(phone.Page.GetByText("请看这里")).Not.ToBeInViewportAsync();

        await Button(phone, "1 条新消息").ClickAsync();
        await Expect(phone.Page.GetByText("请看这里")).ToBeInViewportAsync();
        await SayAsync("还有这里");
        await Expect(phone.Page.GetByText("还有这里")).ToBeInViewportAsync();
    }

    private static async Task<string> AskAsync(Window window, string doctor, string complaint)
    {
        await window.GoAsync($"/app/ask?doctor={doctor}");
        await window.Page.GetByLabel("病情描述").FillAsync(complaint);
        await Named(window, AriaRole.Button, "提交并支付 ¥19").ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex("/app/consultations/c-"));
        return window.Page.Url.Split('/')[^1];
    }

    private static async Task<Talk> ReadyAsync(Window window)
    {
        var talk = new Talk(window);
        await Expect(talk.Input).ToBeEditableAsync();
        return talk;
    }

    private static Task SendPictureAsync(Window window, byte[] png) =>
        window.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "血常规.png", MimeType = "image/png", Buffer = png });

    private static async Task CompleteAsync(Window window)
    {
        await Button(window, "填写小结并结束").ClickAsync();
        var form = Dialog(window, "填写小结并结束问诊");
        await Button(form, "提交并结束").ClickAsync();
        await Expect(form.GetByText("请填写初步判断")).ToBeVisibleAsync();
        await form.GetByLabel("初步判断").FillAsync("急性支气管炎可能性大");
        await form.GetByLabel("处理建议").FillAsync("多饮水，尽快到门诊拍胸片");
        await form.GetByLabel("出现以下情况请立即就医").FillAsync("胸痛加重、呼吸困难");
        await Button(form, "提交并结束").ClickAsync();
    }

    private static async Task RateAsync(Window window)
    {
        await Named(window, AriaRole.Radio, "非常满意").CheckAsync();
        await window.Page.GetByText("耐心细致").ClickAsync();
        await Button(window, "提交评价").ClickAsync();
        await Expect(Heading(window, "您的评价")).ToBeVisibleAsync();
    }

    private static ILocator Heading(Window window, string name) => Named(window, AriaRole.Heading, name);

    private static ILocator Dialog(Window window, string name) => Named(window, AriaRole.Dialog, name);

    private static ILocator Named(Window window, AriaRole role, string name) => window.Page.GetByRole(role, new() { Name = name, Exact = true });

    private static ILocator Named(Window window, AriaRole role, Regex name) => window.Page.GetByRole(role, new() { NameRegex = name });

    private static ILocator Button(Window window, string name) => Named(window, AriaRole.Button, name);

    private static ILocator Button(ILocator within, string name) => within.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    [GeneratedRegex("^播放语音")]
    private static partial Regex PlayVoice();
}
