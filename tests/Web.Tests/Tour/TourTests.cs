using System.Text.RegularExpressions;
using Consult.Demo;
using Consult.Web.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Consult.Web.Tests.Tour;

/// <summary>
/// Looks at every page with what the demo fills it with: a patient's on a phone, others at a desk, since both for each would be
/// two minutes of every run. <c>./consult pictures</c> runs this with both.
/// </summary>
[Collection(TourDefinition.Name)]
public sealed partial class TourTests(TourFixture tour) : PagesTest(tour)
{
    /// <summary>The names of all stops.</summary>
    public static TheoryData<string> Names => [.. Stop.All.Select(stop => stop.Name)];

    [BrowserTheory]
    [MemberData(nameof(Names))]
    public async Task A_page_loads_without_error_and_is_accessible(string name)
    {
        var stop = Stop.All.Single(one => one.Name == name);
        var window = await OpenAsync();
        var role = Scenario.People.SingleOrDefault(person => person.Account == stop.Account)?.Role ?? "patient";
        if (stop.Account is { } account) await window.SignInAsync(account, role);
        await window.GoAsync(tour.AddressOf(stop));
        foreach (var screen in ScreensOf(role))
        {
            await window.ResizeAsync(screen);
            await ShouldBeLoadedAsync(window, stop.IsRefused);
            await window.ShouldBeAccessibleAsync();
            await window.PictureAsync(stop.Name);
        }
    }

    [Fact]
    public void The_tour_leaves_no_page_out()
    {
        var routes = Directory.GetFiles(Source(), "routes.ts", SearchOption.AllDirectories).SelectMany(File.ReadLines)
            .Select(line => RoutePath().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value);
        routes.Where(route => !Stop.All.Any(stop => Covers(stop, route))).ShouldBeEmpty();
    }

    private static Screen[] ScreensOf(string role) =>
        Environment.GetEnvironmentVariable("CONSULT_PICTURES") is not null ? [Screen.Phone, Screen.Desk]
        : role == "patient" ? [Screen.Phone]
        : [Screen.Desk];

    private static async Task ShouldBeLoadedAsync(Window window, bool isRefused)
    {
        var main = window.Page.GetByRole(AriaRole.Main);
        await Expect(main).ToContainTextAsync(new Regex(@"\S{2}"));
        await Expect(main.Locator(".loading")).ToHaveCountAsync(0);
        await Expect(main.GetByRole(AriaRole.Alert)).ToHaveCountAsync(isRefused ? 1 : 0);
    }

    private static bool Covers(Stop stop, string route) =>
        Regex.IsMatch(stop.Path.Split('?')[0], $"^{Regex.Replace(route, ":[A-Za-z]+", "[^/]+")}$");

    private static string Source()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Consult.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return Path.Combine(folder.FullName, "src", "Web", "app", "src");
    }

    // A child of another route, which names its parent's path, would need more than this; there is none.
    [GeneratedRegex("^ +(?:\\{ )?path: \"(/[^\"]*)\"")]
    private static partial Regex RoutePath();
}
