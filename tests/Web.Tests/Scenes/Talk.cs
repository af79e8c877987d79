using Consult.Web.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Consult.Web.Tests.Scenes;

/// <summary>A window that shows a consultation's conversation, in Chinese.</summary>
internal sealed class Talk(Window window)
{
    private static readonly LocatorFilterOptions Sending = new() { HasText = "发送中" };

    private ILocator Messages => window.Page.GetByRole(AriaRole.Article);

    /// <summary>Opens it and waits until one can write.</summary>
    public static async Task<Talk> OpenAsync(Window window, string consultation)
    {
        await window.GoAsync($"/app/consultations/{consultation}");
        var talk = new Talk(window);
        await Expect(talk.Input).ToBeEditableAsync();
        return talk;
    }

    /// <summary>Where one writes.</summary>
    public ILocator Input => window.Page.GetByRole(AriaRole.Textbox, new() { Name = "消息内容" });

    /// <summary>What sends it.</summary>
    public ILocator Send => window.Page.GetByRole(AriaRole.Button, new() { Name = "发送", Exact = true });

    /// <summary>Writes a message and sends it.</summary>
    public async Task SayAsync(string text)
    {
        await Input.FillAsync(text);
        await Send.ClickAsync();
    }

    /// <summary>Waits until these are the messages, in this order, each once, and all of them acknowledged.</summary>
    public async Task ShouldSayAsync(params IEnumerable<string> texts)
    {
        await Expect(Messages.Locator(".bubble")).ToHaveTextAsync([.. texts]);
        await Expect(Messages.Filter(Sending)).ToHaveCountAsync(0);
    }

    /// <summary>Waits until so many messages are shown as not yet sent.</summary>
    public Task ShouldBeSendingAsync(int count) => Expect(Messages.Filter(Sending)).ToHaveCountAsync(count);
}
