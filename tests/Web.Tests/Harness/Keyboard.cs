using Microsoft.Playwright;

namespace Consult.Web.Tests.Harness;

/// <summary>What somebody does who has no mouse.</summary>
internal static class Keyboard
{
    /// <summary>More than any page has to pass by.</summary>
    private const int MostTabs = 80;

    /// <summary>Presses Tab until something has the focus; fails when it cannot be reached so.</summary>
    public static async Task TabToAsync(this Window window, ILocator target)
    {
        await Assertions.Expect(target).ToBeVisibleAsync();
        for (var press = 0; press < MostTabs; press++)
        {
            await window.Page.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("one => one === document.activeElement")) return;
        }
        throw new ShouldAssertException($"{target} cannot be reached with the Tab key.");
    }

    /// <summary>Presses keys one after the other.</summary>
    public static async Task PressAsync(this Window window, params IEnumerable<string> keys)
    {
        foreach (var key in keys) await window.Page.Keyboard.PressAsync(key);
    }
}
