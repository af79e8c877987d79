using Consult.Grains.LocalHost.Tests.Conformance;

namespace Consult.Grains.LocalHost.Tests.Cluster;

// One after the other: time really passes, and a machine that is busy with both would make it short.
[Collection("Orleans")]
public sealed class In_a_silo() : GrainHostConformance(new OrleansFixture(asClient: false));

[Collection("Orleans")]
public sealed class As_a_client_of_a_cluster() : GrainHostConformance(new OrleansFixture(asClient: true));
