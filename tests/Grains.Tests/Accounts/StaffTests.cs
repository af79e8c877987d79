using System.Text.Json;
using Consult.Feeds;

namespace Consult.Accounts;

/// <summary>The names under which people read who works here.</summary>
public sealed class StaffTests
{
    private static readonly Caller Operator = new() { Account = new("a-operator"), Role = Role.Operator };
    private static readonly Caller Qian = new() { Account = new("a-qian"), Role = Role.Pharmacist };

    [Fact]
    public void An_operator_names_a_member_of_the_staff_once_and_again_under_another_name()
    {
        var actor = New().Do(Qian, new OpenAccount(Role.Pharmacist))
            .Do(Operator, new NameStaff("钱思源")).Do(Operator, new NameStaff("钱思源")).Do(Operator, new NameStaff("钱思源（主管药师）"));

        actor.Events.Select(e => e.Body).OfType<StaffNamed>().Select(e => e.Name).ShouldBe(["钱思源", "钱思源（主管药师）"]);
        Account.StaffOf(actor.State).ShouldBe(new(new("a-qian"), "钱思源（主管药师）"));
        Actor<AccountState>.Json(actor.Replayed()).ShouldBe(Actor<AccountState>.Json(actor.State));
    }

    [Fact]
    public void The_directory_lists_whoever_has_a_name_with_the_roles_of_the_staff_alone()
    {
        var actor = New().Do(Qian with { Role = Role.Patient }, new OpenAccount(Role.Patient)).Do(Qian, new OpenAccount(Role.Pharmacist));
        actor.Entry.ShouldBeNull();

        actor.Do(Operator, new NameStaff("钱思源"));
        var entry = JsonSerializer.Deserialize<StaffEntry>(actor.Entry!.Data, FeedJson.Options)!;
        (entry.Name, entry.Roles.Single()).ShouldBe(("钱思源", Role.Pharmacist));
    }

    [Fact]
    public void Somebody_is_named_before_the_first_sign_in_too() =>
        Account.StaffOf(New().Do(Operator, new NameStaff("方晓")).State)!.Name.ShouldBe("方晓");

    [Fact]
    public void Nobody_else_names_and_no_patient_or_doctor_is_named_so()
    {
        New().Send(Qian, new NameStaff("钱思源")).ShouldBe(Codes.Forbidden);
        New().Send(Caller.System, new NameStaff("钱思源")).ShouldBe(Codes.Forbidden);
        foreach (var role in new[] { Role.Patient, Role.Doctor })
            New().Do(Qian with { Role = role }, new OpenAccount(role)).Send(Operator, new NameStaff("钱思源")).ShouldBe(Codes.NotStaff);
        New().Send(Operator, new NameStaff(" ")).ShouldBe(Codes.Invalid);
        New().Send(Operator, new NameStaff(new string('长', 51))).ShouldBe(Codes.TextTooLong);
    }

    private static Actor<AccountState> New() => new(new Account(new()), new(FeedKinds.Account, "a-qian"));
}
