using Consult.Tools.Soak;

namespace Consult.Tools.Tests;

public sealed class FaultPlanTests
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    [Fact]
    public void A_seed_has_one_plan() =>
        FaultPlan.Of(7, true, Every).Take(100).ShouldBe(FaultPlan.Of(7, true, Every).Take(100));

    [Fact]
    public void Kills_hit_server_and_database_in_turn() =>
        FaultPlan.Of(7, true, Every).Where(fault => fault.Pause is null).Take(4).Select(fault => fault.Target)
            .ShouldBe([FaultTarget.Server, FaultTarget.Database, FaultTarget.Server, FaultTarget.Database]);

    [Fact]
    public void Without_a_database_only_the_server_is_hit() =>
        FaultPlan.Of(7, false, Every).Take(100).ShouldAllBe(fault => fault.Target == FaultTarget.Server);

    [Fact]
    public void Kills_come_as_often_as_asked_and_some_are_preceded_by_a_pause_of_3_to_12_seconds()
    {
        var faults = FaultPlan.Of(7, true, Every).Take(1_000).ToList();

        var kills = faults.Count(fault => fault.Pause is null);
        (faults.Sum(fault => fault.After.TotalSeconds) / kills).ShouldBe(20, tolerance: 1);
        faults.Where(fault => fault.Pause is not null)
            .ShouldAllBe(fault => fault.Pause!.Value.TotalSeconds >= 3 && fault.Pause.Value.TotalSeconds <= 12);
        (faults.Count - kills).ShouldBeInRange(kills / 4, kills / 2);
    }
}
