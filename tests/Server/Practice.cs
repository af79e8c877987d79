namespace Consult.Testing.Server;

/// <summary>A verified patient with consent, a licensed doctor with an offering, and an operator: all it takes to consult.</summary>
public sealed class Practice : IDisposable
{
    private Practice(Person lin, Person wang, Person staff) => (Lin, Wang, Operator) = (lin, wang, staff);

    /// <summary>The patient's account.</summary>
    public Person Lin { get; }

    /// <summary>The doctor's account.</summary>
    public Person Wang { get; }

    /// <summary>The operator's.</summary>
    public Person Operator { get; }

    /// <summary>The patient.</summary>
    public string Patient { get; private set; } = "";

    /// <summary>The doctor.</summary>
    public string Doctor { get; private set; } = "";

    /// <summary>Opens a practice; the suffix keeps several on one server apart.</summary>
    public static Task<Practice> OpenAsync(TestServer server, string suffix = "") => OpenAsync(server.Url, suffix);

    /// <inheritdoc cref="OpenAsync(TestServer, string)"/>
    public static async Task<Practice> OpenAsync(Uri server, string suffix = "")
    {
        var practice = new Practice(
            await Person.SignInAsync(server, "a-lin" + suffix, "patient"),
            await Person.SignInAsync(server, "a-wang" + suffix, "doctor"),
            await Person.SignInAsync(server, "a-op" + suffix, "operator"));
        practice.Patient = await practice.RegisterPatientAsync();
        practice.Doctor = await practice.RegisterDoctorAsync();
        return practice;
    }

    /// <summary>Asks for a consultation and waits until it lies on the doctor's desk.</summary>
    public async Task<string> RequestAsync(string complaint = "咳嗽三天，晚上加重")
    {
        var id = Accepted(await Lin.PostAsync("/consultations", new { patient = Patient, doctor = Doctor, kind = "directed", complaint })).Id;
        await WaitForAsync(id, "waiting");
        return id;
    }

    /// <summary>The same, accepted by the doctor.</summary>
    public async Task<string> BeginAsync()
    {
        var id = await RequestAsync();
        Accepted(await Wang.PostAsync($"/consultations/{id}/accept"));
        return id;
    }

    /// <summary>Asks until a consultation stands as wished. The server is asked over the network, so this gives way.</summary>
    public async Task WaitForAsync(string consultation, string status)
    {
        for (var attempt = 0; attempt < 10_000; attempt++)
            if ((await Lin.GetAsync($"/consultations/{consultation}"))["status"].GetString() == status) return;
        throw new TimeoutException($"The consultation never became {status}.");
    }

    /// <summary>A reply that must be a success.</summary>
    public static Reply Accepted(Reply reply) =>
        reply.Status is 200 or 201 ? reply : throw new InvalidOperationException($"{reply.Status} {reply.Code}");

    /// <inheritdoc/>
    public void Dispose()
    {
        Lin.Dispose();
        Wang.Dispose();
        Operator.Dispose();
    }

    private async Task<string> RegisterPatientAsync()
    {
        var id = Accepted(await Lin.PostAsync("/patients", new { name = "林小满", birthDate = "1990-04-01", relation = "self" })).Id;
        Accepted(await Operator.PutAsync($"/patients/{id}/verification", new { method = "id-card" }));
        Accepted(await Lin.PutAsync($"/patients/{id}/consents/healthData", new { textVersion = "2026-01", channel = "web" }));
        return id;
    }

    private async Task<string> RegisterDoctorAsync()
    {
        var id = Accepted(await Wang.PostAsync("/doctors", new
        {
            name = "王医生", title = "主治医师", department = "呼吸内科", hospital = "示例医院", introduction = "十年临床经验",
        })).Id;
        Accepted(await Operator.PutAsync($"/doctors/{id}/licence", new { licenceNumber = "110110000000001", validUntil = "2099-12-31" }));
        Accepted(await Wang.PutAsync($"/doctors/{id}/offerings/directed", new { priceFen = 1900 }));
        return id;
    }
}
