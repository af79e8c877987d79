using Consult.Web.Tests.Harness;
using Consult.Web.Tests.Scenes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Consult.Web.Tests;

/// <summary>A conversation without a mouse.</summary>
[Collection(PagesDefinition.Name)]
public sealed class KeyboardTests(PagesFixture pages) : PagesTest(pages)
{
    [BrowserFact]
    public async Task A_message_is_written_and_sent_and_a_dialog_opened_and_left_with_the_keyboard_alone()
    {
        using var practice = await Pages.PracticeAsync();
        var consultation = await practice.BeginAsync();
        var desk = await OpenAsync(practice.Wang.Account, "doctor", Screen.Desk);
        var wang = await Talk.OpenAsync(desk, consultation);

        await desk.TabToAsync(wang.Input);
        await desk.Page.Keyboard.TypeAsync("您好，咳嗽多久了？");
        await desk.PressAsync("Enter");
        await wang.ShouldSayAsync("您好，咳嗽多久了？");
        await Expect(wang.Input).ToBeFocusedAsync();
        await desk.Page.Keyboard.TypeAsync("有痰吗？");
        await desk.TabToAsync(wang.Send);
        await desk.PressAsync("Enter");
        await wang.ShouldSayAsync("您好，咳嗽多久了？", "有痰吗？");

        var open = desk.Page.GetByRole(AriaRole.Button, new() { Name = "填写小结并结束" });
        var dialog = desk.Page.GetByRole(AriaRole.Dialog, new() { Name = "填写小结并结束问诊" });
        await desk.TabToAsync(open);
        await desk.PressAsync("Enter");
        await Expect(dialog).ToBeVisibleAsync();
        // All around it once: the focus never leaves for the page beneath.
        for (var press = 0; press < 10; press++)
        {
            await desk.PressAsync("Tab");
            (await dialog.EvaluateAsync<bool>("one => one.contains(document.activeElement)")).ShouldBeTrue();
        }
        await desk.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(open).ToBeFocusedAsync();
    }
}
