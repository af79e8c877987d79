using System.Collections.Frozen;
using Consult.Feeds;

namespace Consult.Api.SignIn;

/// <summary>The roles in which a person can sign in, by name. <see cref="Role.System"/> is none of them.</summary>
internal static class RoleNames
{
    private static readonly FrozenDictionary<string, Role> ByName = new Dictionary<string, Role>
    {
        ["patient"] = Role.Patient,
        ["doctor"] = Role.Doctor,
        ["pharmacist"] = Role.Pharmacist,
        ["assistant"] = Role.Assistant,
        ["operator"] = Role.Operator,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The role of that name.</summary>
    public static bool TryParse(string? name, out Role role)
    {
        role = default;
        return name is not null && ByName.TryGetValue(name, out role);
    }

    /// <summary>The name of a role in which a person can sign in.</summary>
    public static string NameOf(Role role) => ByName.First(pair => pair.Value == role).Key;
}
