using System.Text.RegularExpressions;
using Consult.Web.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Consult.Web.Tests;

/// <summary>Sign-in by hand, who may open what, and the language.</summary>
[Collection(PagesDefinition.Name)]
public sealed class SignInTests(PagesFixture pages) : PagesTest(pages)
{
    [BrowserFact]
    public async Task Two_windows_are_two_people_and_stay_so_when_they_are_loaded_again()
    {
        var (one, other) = (await OpenAsync(), await OpenAsync(Screen.Desk));
        await SignInAsync(one, "a-hand-1", "患者");
        await SignInAsync(other, "a-hand-2", "医生");

        foreach (var (window, account) in new[] { (one, "a-hand-1"), (other, "a-hand-2") })
        {
            await window.GoAsync("/app/me");
            await Expect(window.Page.GetByRole(AriaRole.Main).GetByText(account).First).ToBeVisibleAsync();
        }
    }

    [BrowserFact]
    public async Task Who_signs_out_has_to_sign_in_again_and_is_led_on_to_the_page_that_was_asked_for()
    {
        var window = await OpenAsync("a-hand-3", "patient", Screen.Desk);
        await window.GoAsync("/app/me");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "退出登录" }).First.ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex("/app/sign-in"));

        (await window.Page.EvaluateAsync<string?>("sessionStorage.getItem('consult.session')")).ShouldBeNull();

        await window.GoAsync("/app/consultations");
        await SignInHereAsync(window, "a-hand-3", "患者");
        await Expect(window.Page).ToHaveURLAsync(new Regex("/app/consultations$"));
    }

    [BrowserFact]
    public async Task One_can_sign_in_with_the_keyboard_alone()
    {
        var window = await OpenAsync();
        await window.GoAsync("/app/sign-in");
        await window.TabToAsync(window.Page.GetByLabel("账号"));
        await window.Page.Keyboard.TypeAsync("a-hand-4");
        await window.TabToAsync(window.Page.GetByRole(AriaRole.Radio, new() { Name = "患者" }));
        await window.PressAsync("ArrowRight");
        await window.TabToAsync(window.Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }));
        await window.PressAsync("Enter");

        await Expect(window.Page).Not.ToHaveURLAsync(new Regex("/sign-in"));
        (await window.Page.EvaluateAsync<string>("sessionStorage.getItem('consult.session')")).ShouldContain("\"doctor\"");
    }

    [BrowserFact]
    public async Task The_language_is_the_browsers_until_it_is_switched_and_then_what_was_chosen()
    {
        var window = await OpenAsync(language: "en-US");
        await window.GoAsync("/app/sign-in");
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "中文" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "登录" })).ToBeVisibleAsync();
        await window.Page.ReloadAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "登录" })).ToBeVisibleAsync();
        (await window.Page.GetAttributeAsync("html", "lang")).ShouldBe("zh-CN");
    }

    private static async Task SignInAsync(Window window, string account, string role)
    {
        await window.GoAsync("/app/");
        await SignInHereAsync(window, account, role);
    }

    private static async Task SignInHereAsync(Window window, string account, string role)
    {
        await window.Page.GetByLabel("账号").FillAsync(account);
        await window.Page.GetByText(role, new() { Exact = true }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await Expect(window.Page).Not.ToHaveURLAsync(new Regex("/sign-in"));
    }
}
