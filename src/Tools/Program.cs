using System.CommandLine;
using Consult.Tools;

var arguments = new RootCommand("Tools of Consult") { ReplayCommand.Create(), SoakCommand.Create() }.Parse(args);
var exitCode = await arguments.InvokeAsync();
// The library ends a misspelt command with 1, which here means that a comparison failed.
return arguments.Errors.Count > 0 ? ExitCodes.Unusable : exitCode;
