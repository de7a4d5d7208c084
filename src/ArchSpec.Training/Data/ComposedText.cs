using System.Globalization;

namespace ArchSpec.Training.Data;

/// <summary>
/// Text in Unicode's composed form (NFC): macOS and some archives write the é of <c>café</c> as an e and an accent. What .NET has for
/// this needs ICU, which programs are not to depend on here. Letters and marks of the basic plane.
/// </summary>
/// <remarks>The pairs are the canonical decompositions of UnicodeData.txt that are not excluded from composition; UAX #15.</remarks>
internal static class ComposedText
{
    private const int HangulLead = 0x1100;
    private const int HangulVowel = 0x1161;
    private const int HangulTail = 0x11A7;
    private const int Hangul = 0xAC00;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Tails = 28;

    // For each mark: letters, and what they become.
    private static readonly Dictionary<char, string> ByMark = new()
    {
        { '\u0300',
            "AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹЕЀИЍеѐиѝĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳἀἂἁἃἈἊἉἋἐἒἑἓἘἚἙἛἠἢἡἣἨἪἩἫἰἲἱἳἸἺἹἻὀὂὁὃὈὊὉὋὐὒὑὓ"
            + "ὙὛὠὢὡὣὨὪὩὫαὰεὲηὴιὶοὸυὺωὼΑᾺΕῈΗῊ\u1fbf\u1fcdϊῒΙῚ\u1ffe\u1fddϋῢΥῪ\u00a8\u1fedΟῸΩῺ" },
        { '\u0301',
            "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽØǾøǿ\u00a8\u0385ΑΆΕΈΗΉΙΊΟΌΥΎΩΏϊΐαάεέηήιίϋΰοόυύωώϒϓГЃКЌгѓ"
            + "кќÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứἀἄἁἅἈἌἉἍἐἔἑἕἘἜἙἝἠἤἡἥἨἬἩἭἰἴἱἵἸἼἹἽὀὄὁὅὈὌὉὍὐὔὑὕὙὝὠὤὡὥὨὬὩὭ"
            + "\u1fbf\u1fce\u1ffe\u1fde" },
        { '\u0302', "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ" },
        { '\u0303', "AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ" },
        { '\u0304', "AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳИӢиӣУӮуӯGḠgḡḶḸḷḹṚṜṛṝαᾱΑᾹιῑΙῙυῡΥῩ" },
        { '\u0306', "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭУЎИЙийуўЖӁжӂАӐаӑЕӖеӗȨḜȩḝẠẶạặαᾰΑᾸιῐΙῘυῠΥῨ" },
        { '\u0307', "CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏſẛ" },
        { '\u0308', "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸΙΪΥΫιϊυϋϒϔЕЁІЇеёіїАӒаӓӘӚәӛЖӜжӝЗӞзӟИӤиӥОӦоӧӨӪөӫЭӬэӭУӰуӱЧӴчӵЫӸыӹHḦhḧÕṎõṏŪṺūṻWẄwẅXẌxẍtẗ" },
        { '\u0309', "AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ" },
        { '\u030a', "AÅaåUŮuůwẘyẙ" },
        { '\u030b', "OŐoőUŰuűУӲуӳ" },
        { '\u030c', "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩƷǮ\u0292ǯjǰHȞhȟ" },
        { '\u030f', "AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕѴѶѵѷ" },
        { '\u0311', "AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ" },
        { '\u0313', "αἀΑἈεἐΕἘηἠΗἨιἰΙἸοὀΟὈυὐωὠΩὨρῤ" },
        { '\u0314', "αἁΑἉεἑΕἙηἡΗἩιἱΙἹοὁΟὉυὑΥὙωὡΩὩρῥΡῬ" },
        { '\u031b', "OƠoơUƯuư" },
        { '\u0323', "BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiịOỌoọƠỢơợUỤuụƯỰưựYỴyỵ" },
        { '\u0324', "UṲuṳ" },
        { '\u0325', "AḀaḁ" },
        { '\u0326', "SȘsșTȚtț" },
        { '\u0327', "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ" },
        { '\u0328', "AĄaąEĘeęIĮiįUŲuųOǪoǫ" },
        { '\u032d', "DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ" },
        { '\u032e', "HḪhḫ" },
        { '\u0330', "EḚeḛIḬiḭUṴuṵ" },
        { '\u0331', "BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ" },
        { '\u0338',
            "\u2190\u219a\u2192\u219b\u2194\u21ae\u21d0\u21cd\u21d4\u21ce\u21d2\u21cf\u2203\u2204\u2208\u2209\u220b\u220c\u2223\u2224"
            + "\u2225\u2226\u223c\u2241\u2243\u2244\u2245\u2247\u2248\u2249\u003d\u2260\u2261\u2262\u224d\u226d\u003c\u226e\u003e\u226f"
            + "\u2264\u2270\u2265\u2271\u2272\u2274\u2273\u2275\u2276\u2278\u2277\u2279\u227a\u2280\u227b\u2281\u2282\u2284\u2283\u2285"
            + "\u2286\u2288\u2287\u2289\u22a2\u22ac\u22a8\u22ad\u22a9\u22ae\u22ab\u22af\u227c\u22e0\u227d\u22e1\u2291\u22e2\u2292\u22e3"
            + "\u22b2\u22ea\u22b3\u22eb\u22b4\u22ec\u22b5\u22ed" },
        { '\u0342', "ἀἆἁἇἈἎἉἏἠἦἡἧἨἮἩἯἰἶἱἷἸἾἹἿὐὖὑὗὙὟὠὦὡὧὨὮὩὯαᾶ\u00a8\u1fc1ηῆ\u1fbf\u1fcfιῖϊῗ\u1ffe\u1fdfυῦϋῧωῶ" },
        { '\u0345',
            "ἀᾀἁᾁἂᾂἃᾃἄᾄἅᾅἆᾆἇᾇἈᾈἉᾉἊᾊἋᾋἌᾌἍᾍἎᾎἏᾏἠᾐἡᾑἢᾒἣᾓἤᾔἥᾕἦᾖἧᾗἨᾘἩᾙἪᾚἫᾛἬᾜἭᾝἮᾞἯᾟὠᾠὡᾡὢᾢὣᾣὤᾤὥᾥὦᾦὧᾧὨᾨὩᾩὪᾪὫᾫὬᾬὭᾭὮᾮὯᾯὰᾲαᾳάᾴᾶᾷΑᾼὴῂηῃήῄῆῇΗῌὼῲωῳ"
            + "ώῴῶῷΩῼ" },
        { '\u0653', "\u0627\u0622" },
        { '\u0654', "\u0627\u0623\u0648\u0624\u064a\u0626\u06d5\u06c0\u06c1\u06c2\u06d2\u06d3" },
        { '\u0655', "\u0627\u0625" },
        { '\u093c', "\u0928\u0929\u0930\u0931\u0933\u0934" },
        { '\u09be', "\u09c7\u09cb" },
        { '\u09d7', "\u09c7\u09cc" },
        { '\u0b3e', "\u0b47\u0b4b" },
        { '\u0b56', "\u0b47\u0b48" },
        { '\u0b57', "\u0b47\u0b4c" },
        { '\u0bbe', "\u0bc6\u0bca\u0bc7\u0bcb" },
        { '\u0bd7', "\u0b92\u0b94\u0bc6\u0bcc" },
        { '\u0c56', "\u0c46\u0c48" },
        { '\u0cc2', "\u0cc6\u0cca" },
        { '\u0cd5', "\u0cbf\u0cc0\u0cc6\u0cc7\u0cca\u0ccb" },
        { '\u0cd6', "\u0cc6\u0cc8" },
        { '\u0d3e', "\u0d46\u0d4a\u0d47\u0d4b" },
        { '\u0d57', "\u0d46\u0d4c" },
        { '\u0dca', "\u0dd9\u0dda\u0ddc\u0ddd" },
        { '\u0dcf', "\u0dd9\u0ddc" },
        { '\u0ddf', "\u0dd9\u0dde" },
        { '\u102e', "\u1025\u1026" },
        { '\u1b35',
            "\u1b05\u1b06\u1b07\u1b08\u1b09\u1b0a\u1b0b\u1b0c\u1b0d\u1b0e\u1b11\u1b12\u1b3a\u1b3b\u1b3c\u1b3d\u1b3e\u1b40\u1b3f\u1b41"
            + "\u1b42\u1b43" },
        { '\u3099',
            "\u304b\u304c\u304d\u304e\u304f\u3050\u3051\u3052\u3053\u3054\u3055\u3056\u3057\u3058\u3059\u305a\u305b\u305c\u305d\u305e"
            + "\u305f\u3060\u3061\u3062\u3064\u3065\u3066\u3067\u3068\u3069\u306f\u3070\u3072\u3073\u3075\u3076\u3078\u3079\u307b\u307c"
            + "\u3046\u3094\u309d\u309e\u30ab\u30ac\u30ad\u30ae\u30af\u30b0\u30b1\u30b2\u30b3\u30b4\u30b5\u30b6\u30b7\u30b8\u30b9\u30ba"
            + "\u30bb\u30bc\u30bd\u30be\u30bf\u30c0\u30c1\u30c2\u30c4\u30c5\u30c6\u30c7\u30c8\u30c9\u30cf\u30d0\u30d2\u30d3\u30d5\u30d6"
            + "\u30d8\u30d9\u30db\u30dc\u30a6\u30f4\u30ef\u30f7\u30f0\u30f8\u30f1\u30f9\u30f2\u30fa\u30fd\u30fe" },
        { '\u309a', "\u306f\u3071\u3072\u3074\u3075\u3077\u3078\u307a\u307b\u307d\u30cf\u30d1\u30d2\u30d4\u30d5\u30d7\u30d8\u30da\u30db\u30dd" },
    };

    private static readonly Dictionary<(char Letter, char Mark), char> Composed = Pairs();

    /// <summary>A text with every letter and the marks behind it in one sign, where there is one.</summary>
    internal static string Of(string text)
    {
        if (text.All(char.IsAscii))
        {
            return text;
        }

        var (signs, letter) = (new List<char>(text.Length), -1);
        foreach (var sign in text)
        {
            if (letter >= 0 && Pair(signs[letter], sign) is { } both)
            {
                signs[letter] = both;
                continue;
            }

            letter = IsMark(sign) ? letter : signs.Count;
            signs.Add(sign);
        }

        return string.Concat(signs);
    }

    private static bool IsMark(char sign) => char.GetUnicodeCategory(sign) is UnicodeCategory.NonSpacingMark;

    private static char? Pair(char letter, char mark) =>
        Composed.TryGetValue((letter, mark), out var both) ? both : PairOfHangul(letter, mark);

    private static char? PairOfHangul(char first, char second)
    {
        var (lead, vowel, tail, syllable) = (first - HangulLead, second - HangulVowel, second - HangulTail, first - Hangul);
        return lead is >= 0 and < Leads && vowel is >= 0 and < Vowels ? (char)(Hangul + (((lead * Vowels) + vowel) * Tails))
            : syllable is >= 0 and < Leads * Vowels * Tails && syllable % Tails == 0 && tail is > 0 and < Tails ? (char)(first + tail)
            : null;
    }

    private static Dictionary<(char Letter, char Mark), char> Pairs() =>
        (from mark in ByMark from pair in mark.Value.Chunk(2) select (Key: (pair[0], mark.Key), Both: pair[1]))
        .ToDictionary(pair => pair.Key, pair => pair.Both);
}
