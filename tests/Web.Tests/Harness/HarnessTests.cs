using Consult.Testing.Server;

namespace Consult.Web.Tests.Harness;

/// <summary>The tools of these tests do what the tests rely on. They need no pages, only an address of the server.</summary>
[Collection(PagesDefinition.Name)]
public sealed class HarnessTests(PagesFixture pages) : PagesTest(pages)
{
    private const string Socket = """
        async ticket => {
          const socket = new WebSocket(`ws://${location.host}/hub?access_token=${ticket}`);
          window.isOpen = true;
          socket.addEventListener("close", () => window.isOpen = false);
          return await new Promise(resolve => {
            socket.addEventListener("open", () => socket.send('{"protocol":"json","version":1}\x1e'));
            socket.addEventListener("message", () => resolve(true));
            socket.addEventListener("error", () => resolve(false));
          });
        }
        """;

    private const string Fetch = "async path => { try { return (await fetch(path)).status; } catch { return 0; } }";

    [BrowserFact]
    public async Task A_cut_breaks_open_sockets_and_lets_nothing_through_until_it_is_mended()
    {
        using var practice = await Pages.PracticeAsync();
        var window = await OpenAsync();
        await window.GoAsync("/codes");
        (await ConnectAsync(window, practice.Lin)).ShouldBeTrue();
        (await window.Page.EvaluateAsync<int>(Fetch, "/health/live")).ShouldBe(200);

        window.Cut();
        await window.Page.WaitForFunctionAsync("window.isOpen === false");
        (await window.Page.EvaluateAsync<int>(Fetch, "/health/live")).ShouldBe(0);
        (await ConnectAsync(window, practice.Lin)).ShouldBeFalse();

        window.Mend();
        (await window.Page.EvaluateAsync<int>(Fetch, "/health/live")).ShouldBe(200);
        (await ConnectAsync(window, practice.Lin)).ShouldBeTrue();
    }

    [BrowserFact]
    public async Task What_a_window_receives_is_recorded_frames_and_bodies()
    {
        using var practice = await Pages.PracticeAsync();
        var window = await OpenAsync();
        await window.GoAsync("/codes");
        await ConnectAsync(window, practice.Lin);

        window.Received.Frames.ShouldContain("{}\u001e");
        (await window.Received.EverythingAsync()).ShouldContain("ticket.invalid");
    }

    [BrowserFact]
    public async Task An_error_of_a_page_fails_the_test_a_refusal_of_the_server_does_not()
    {
        await using var window = await Window.OpenAsync(Pages.Site.Address, Screen.Phone, "en-US");
        await window.GoAsync("/codes");
        (await window.Page.EvaluateAsync<int>(Fetch, "/me")).ShouldBe(401);
        window.ShouldHaveNoErrors();

        await window.Page.EvaluateAsync("console.error('A page is broken.')");
        Should.Throw<ShouldAssertException>(window.ShouldHaveNoErrors);
    }

    [BrowserFact]
    public async Task Axe_finds_what_a_screen_reader_could_not_name()
    {
        var window = await OpenAsync();
        await window.Page.SetContentAsync("""<html lang="en"><title>Page</title><main><h1>Page</h1></main></html>""");
        await window.ShouldBeAccessibleAsync();

        await window.Page.SetContentAsync("""<html lang="en"><title>Page</title><main><h1>Page</h1><button></button></main></html>""");
        var found = await Assert.ThrowsAsync<ShouldAssertException>(window.ShouldBeAccessibleAsync);
        found.Message.ShouldContain("button-name");
    }

    private static async Task<bool> ConnectAsync(Window window, Person person)
    {
        var ticket = Practice.Accepted(await person.PostAsync("/tickets"))["ticket"].GetString();
        return await window.Page.EvaluateAsync<bool>(Socket, ticket);
    }
}
