using System.CommandLine;

namespace Consult.Bench;

internal static class KernelBench
{
    public static Command Create() => new("kernel", "The parts under a consultation, one by one");
}
