using System.Globalization;
using System.Text;
using Consult.Demo;

namespace Consult.Api.Demo;

/// <summary>What a newcomer reads once the store is filled.</summary>
internal static class DemoTable
{
    /// <summary>Who can sign in where, and what was left out.</summary>
    public static string Of(Uri address, TimeSpan took, IReadOnlyList<string> leftOut)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"The demo is ready after {took.TotalSeconds:0.0} s. Open {address}app/ in two windows and sign in as two of these:");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"  {"account",-16} {"role",-10} what is there");
        foreach (var person in Scenario.People)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {person.Account,-16} {person.Role,-10} {person.Name}: {person.Note.En}");
        foreach (var chapter in leftOut)
            text.AppendLine(CultureInfo.InvariantCulture, $"  Left out: {chapter}. What it needed is over; an empty store has all of it.");
        return text.ToString();
    }
}
