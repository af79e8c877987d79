using System.CommandLine;
using Consult.Bench;

var arguments = new RootCommand("Measures Consult")
{
    ConsultBench.Create(), KernelBench.Create(), ClinicBench.Create(), PrivacyBench.Create(), LivestreamBench.Create(),
}.Parse(args);
var exitCode = await arguments.InvokeAsync();
return arguments.Errors.Count > 0 ? 2 : exitCode;
