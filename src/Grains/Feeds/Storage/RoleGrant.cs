using System.Text.Json;

namespace Consult.Feeds.Storage;

/// <summary>
/// The grantee of an access row for everybody in a role, such as <c>role/operator</c>: for feeds that are the business
/// of the staff as such. No account or patient is written so.
/// </summary>
public static class RoleGrant
{
    /// <summary>Everybody who signed in in the role.</summary>
    public static string Of(Role role) => $"role/{JsonNamingPolicy.CamelCase.ConvertName(role.ToString())}";
}
