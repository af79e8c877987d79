using Consult.Web.Tests.Harness;
using Consult.Web.Tests.Scenes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Consult.Web.Tests;

/// <summary>Those who work here are people with names: an operator records them, a doctor finds them by them.</summary>
[Collection(PagesDefinition.Name)]
public sealed class StaffTests(PagesFixture pages) : PagesTest(pages)
{
    [BrowserFact]
    public async Task An_assistant_whom_an_operator_has_named_is_found_by_name_and_shown_by_it()
    {
        using var practice = await Pages.PracticeAsync();
        using var scene = await GroupScene.OpenAsync(Pages.Site.Address, practice);
        var board = await OpenAsync(practice.Operator.Account, "operator", Screen.Desk);
        var doctor = await OpenAsync(practice.Wang.Account, "doctor", Screen.Desk);

        await board.GoAsync("/app/people");
        await board.Page.GetByRole(AriaRole.Tab, new() { Name = "工作人员" }).ClickAsync();
        await board.Page.GetByLabel("账号").FillAsync("a-fang-by-name");
        await board.Page.GetByLabel("姓名").FillAsync("方晓晓");
        await board.Page.GetByRole(AriaRole.Button, new() { Name = "保存姓名" }).ClickAsync();
        await Expect(board.Page.GetByRole(AriaRole.Article).Filter(new() { HasText = "a-fang-by-name" })).ToContainTextAsync("方晓晓");
        await board.ShouldBeAccessibleAsync();

        await doctor.GoAsync($"/app/groups/{scene.Id}/desk");
        var assistants = doctor.Page.GetByRole(AriaRole.Region, new() { Name = "助理" });
        await assistants.GetByLabel("添加助理").FillAsync("晓晓");
        await assistants.GetByRole(AriaRole.Button, new() { Name = "添加" }).ClickAsync();
        await Expect(assistants.GetByRole(AriaRole.Listitem)).ToContainTextAsync(["方晓晓"]);
    }
}
