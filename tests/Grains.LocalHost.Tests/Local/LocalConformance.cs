using Consult.Grains.LocalHost.Tests.Conformance;

namespace Consult.Grains.LocalHost.Tests.Local;

public sealed class On_the_thread_pool() : GrainHostConformance(new LocalFixture());

public sealed class On_one_thread() : GrainHostConformance(new LocalFixture(new OneThreadScheduler()));
