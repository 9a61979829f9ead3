import pytest

from couth.text.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Are you still there?", "en"),
        ("Hello", "en"),
        ("Kya aap meri help kar sakte hain please", "en"),
        ("Can lah, boss, your order come already", "en"),
        ("Hola", "es"),
        ("Gracias por su compra, su pedido está en camino", "es"),
        ("Obrigado pelo seu pedido, você pode rastrear", "pt"),
        ("Merci pour votre commande", "fr"),
        ("Vielen Dank für Ihre Bestellung", "de"),
        ("Grazie per il tuo ordine", "it"),
        ("Bedankt voor je bestelling", "nl"),
        ("Terima kasih, pesanan Anda sudah dikirim", "id"),
        ("Siparişiniz için teşekkürler", "tr"),
        ("Dziękujemy za zamówienie", "pl"),
        ("Tack för din beställning", "sv"),
        ("Tak for din bestilling", "da"),
        ("Takk for din bestilling", "no"),
        ("Kiitos tilauksesta, hyvää päivää", "fi"),
        ("Cảm ơn bạn đã đặt hàng", "vi"),
        ("您好，Samsung Galaxy 手机", "zh"),
        ("流行の色", "ja"),
        ("中文句子里面有一个の而已", "zh"),
        ("안녕하세요", "ko"),
        ("Привет, как дела?", "ru"),
        ("Дякуємо, її замовлення", "uk"),
        ("Потвърдете, че искате да се запишете", "bg"),
        ("Объект съеден, объём изъят", "ru"),
        ("Қазақ тілі", None),
        ("مرحبا", "ar"),
        ("سلام گرامی", "fa"),
        ("آپ کیسے ہیں", "ur"),
        ("שלום", "he"),
        ("नमस्ते", "hi"),
        ("สวัสดี", "th"),
        ("Καλημέρα", "el"),
        ("Samsung Galaxy смартфон", "ru"),
        ("Your order from Café Мир is on its way to you", "en"),
        ("", None),
        ("12345 !!! 😀", None),
        ("Ref ABC", None),
        ("mia.com@example.com", None),
        ("\ud800", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert detect(text) == language
