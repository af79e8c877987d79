using Consult.Web.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Consult.Web.Tests.Scenes;

/// <summary>A window that shows a livestream to a viewer, in Chinese.</summary>
internal sealed class Room(Window window)
{
    private ILocator Input => window.Page.GetByRole(AriaRole.Textbox, new() { Name = "聊天内容" });

    /// <summary>Enters and takes a nickname.</summary>
    public static async Task<Room> EnterAsync(Window window, string livestream, string nickname)
    {
        await window.GoAsync($"/app/livestreams/{livestream}");
        await window.Page.GetByRole(AriaRole.Textbox, new() { Name = "昵称" }).FillAsync(nickname);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "确定" }).ClickAsync();
        var room = new Room(window);
        await Expect(room.Input).ToBeEditableAsync();
        return room;
    }

    /// <summary>Writes a line.</summary>
    public async Task SayAsync(string text)
    {
        await Input.FillAsync(text);
        await Input.PressAsync("Enter");
    }

    /// <summary>Waits until these are the lines, in this order, each once.</summary>
    public Task ShouldSayAsync(params IEnumerable<string> lines) =>
        Expect(window.Page.GetByRole(AriaRole.Group, new() { Name = "聊天内容" }).Locator(".line__text")).ToHaveTextAsync([.. lines]);
}
