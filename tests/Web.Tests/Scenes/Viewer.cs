using Consult.Web.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Consult.Web.Tests.Scenes;

/// <summary>A window that shows a livestream to a viewer, in Chinese.</summary>
internal sealed class Viewer
{
    private readonly bool _hasTabs;

    private Viewer(Window window) => (Page, _hasTabs) = (window.Page, window.Page.ViewportSize!.Width < 900);

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>The lines of the chat.</summary>
    public ILocator Chat => Page.GetByRole(AriaRole.Group, new() { Name = "聊天内容", IncludeHidden = true });

    /// <summary>Who speaks, and about which question.</summary>
    public ILocator Stage => Page.GetByRole(AriaRole.Region, new() { Name = "直播间" });

    /// <summary>Opens it and takes a nickname.</summary>
    public static async Task<Viewer> EnterAsync(Window window, string livestream, string nickname)
    {
        await window.GoAsync($"/app/livestreams/{livestream}");
        var viewer = new Viewer(window);
        await window.Page.GetByLabel("先起一个昵称").FillAsync(nickname);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "确定" }).ClickAsync();
        await Expect(viewer.Input).ToBeEditableAsync();
        return viewer;
    }

    /// <summary>Writes a line of the chat.</summary>
    public async Task SayAsync(string text)
    {
        await ShowAsync("聊天");
        await Input.FillAsync(text);
        await Page.GetByRole(AriaRole.Button, new() { Name = "发送", Exact = true }).ClickAsync();
    }

    /// <summary>Waits until these are the lines, in this order, each once.</summary>
    public Task ShouldSayAsync(params IEnumerable<string> lines) => Expect(Chat.Locator(".line__text")).ToHaveTextAsync([.. lines]);

    /// <summary>Asks a question and sees it in the queue.</summary>
    public async Task AskAsync(string text)
    {
        await ShowAsync("问题");
        await Page.GetByRole(AriaRole.Button, new() { Name = "我要提问" }).ClickAsync();
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "问题", Exact = true }).FillAsync(text);
        await Page.GetByRole(AriaRole.Button, new() { Name = "提交问题" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Article).Filter(new() { HasText = text })).ToBeVisibleAsync();
    }

    /// <summary>Votes for a question.</summary>
    public async Task VoteAsync(string text)
    {
        await ShowAsync("问题");
        var vote = Page.GetByRole(AriaRole.Article).Filter(new() { HasText = text }).GetByRole(AriaRole.Button);
        await vote.ClickAsync();
        await Expect(vote).ToHaveAttributeAsync("aria-pressed", "true");
    }

    private ILocator Input => Page.GetByRole(AriaRole.Textbox, new() { Name = "聊天内容" });

    // Where there is room, everything is in sight.
    private async Task ShowAsync(string tab)
    {
        if (_hasTabs) await Page.GetByRole(AriaRole.Navigation, new() { Name = "切换直播间内容" }).GetByRole(AriaRole.Button, new() { Name = tab }).ClickAsync();
    }
}
