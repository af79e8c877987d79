using System.Security.Cryptography;
using System.Text;

namespace Consult.Feeds;

/// <summary>
/// Command ids in a feed to which many strangers write. Clients choose their ids, and two may choose the same: there the
/// second would be told <see cref="Codes.CommandReused"/>, and so that another had used it. In such a feed an id is
/// therefore its sender's own.
/// </summary>
internal static class OwnIds
{
    /// <summary>
    /// The request under an id made of the sender, the patient acted for, and the client's id. What actors send stays as
    /// it is: their ids are made of feed and number and have a slash, which this has not.
    /// </summary>
    public static Request Of(Request request)
    {
        if (request.By.Role is Role.System) return request;
        var own = $"{request.By.Account}\n{request.By.Role}\n{request.By.For}\n{request.Id}";
        return request with { Id = new($"own-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(own)))}") };
    }
}
