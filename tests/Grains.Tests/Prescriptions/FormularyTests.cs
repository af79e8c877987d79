namespace Consult.Prescriptions;

/// <summary>The list of drugs that an operator replaces.</summary>
public sealed class FormularyTests
{
    private const string Drug =
        """{ "code": "x-1", "name": "试药片", "form": "片剂", "strength": "1mg", "unit": "片", "packSize": 10, "class": "ordinary", "paediatric": false, "longTerm": true }""";

    [Fact]
    public void The_list_that_is_shipped_has_drugs_of_every_class()
    {
        var drugs = Formulary.Load(path: null).Search("", Formulary.MaxDrugs);
        drugs.Length.ShouldBeGreaterThanOrEqualTo(40);
        drugs.Select(drug => drug.Class).Distinct().Count().ShouldBe(Enum.GetValues<DrugClass>().Length);
    }

    [Fact]
    public void Drugs_are_found_by_code_or_by_a_part_of_either_name()
    {
        Rx.Drugs.Search("二甲双胍", 10).Select(drug => drug.Code).ShouldBe(["metformin-500-tab", "metformin-500-xr"]);
        Rx.Drugs.Search("METFORMIN", 1).ShouldHaveSingleItem().Code.ShouldBe("metformin-500-tab");
        Rx.Drugs.Find("metformin").ShouldBeNull();
    }

    [Fact]
    public void An_operators_list_takes_the_place_of_the_shipped_one() =>
        Load($$"""{ "edition": "2030-1", "drugs": [{{Drug}}] }""").Find("x-1").ShouldNotBeNull().PackSize.ShouldBe(10);

    [Theory]
    [InlineData("""{ "edition": "e", "drugs": [] }""", "no drugs")]
    [InlineData("""{ "edition": " ", "drugs": [DRUG] }""", "edition")]
    [InlineData("""{ "edition": "e", "drugs": [DRUG, DRUG] }""", "twice")]
    [InlineData("""{ "edition": "e", "drugs": [null] }""", "code")]
    [InlineData("""{ "edition": "e", "drugs": [DRUG], "price": 1 }""", "price")]
    [InlineData("not json", "cannot be used")]
    [InlineData("null", "null")]
    public void A_list_that_is_none_is_refused_with_what_is_wrong(string json, string what) =>
        Should.Throw<FormularyException>(() => Load(json.Replace("DRUG", Drug, StringComparison.Ordinal))).Message.ShouldContain(what);

    [Theory]
    [InlineData("\"x-1\"", "\"x 1\"", "code")]
    [InlineData("\"片剂\"", "\"\"", "form")]
    [InlineData("10,", "0,", "pack")]
    [InlineData("\"ordinary\"", "\"magic\"", "drugs[0].class")]
    [InlineData("\"ordinary\"", "\"narcotic\"", "controlled")]
    [InlineData("\"unit\": \"片\", ", "", "unit")]
    public void A_drug_that_is_none_is_refused_with_what_is_wrong(string part, string replacement, string what)
    {
        var drug = Drug.Replace(part, replacement, StringComparison.Ordinal);
        Should.Throw<FormularyException>(() => Load($$"""{ "edition": "e", "drugs": [{{drug}}] }""")).Message.ShouldContain(what);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused() =>
        Should.Throw<FormularyException>(() => Formulary.Load(Path.Combine(Path.GetTempPath(), "no-such-formulary.json")));

    private static Formulary Load(string json)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, json);
            return Formulary.Load(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
